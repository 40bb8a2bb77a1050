// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/verdict.h>

#include <QString>

/// The states, reasons and kinds of the library in the user's language.
namespace Lockscope::Ui {

QString stateText(Verdict::State state);
/// The state with its certainty: `Probably held`.
QString verdictText(const Verdict &verdict);
QString confidenceText(Verdict::Confidence confidence);
/// One clause, e.g. `its process is not running`.
QString reasonText(Verdict::Reason reason);
/// The state that the evidence supports; empty if it supports none.
QString supportsText(Evidence::Supports supports);

QString eventText(LockEvent::Kind kind);
QString intervalText(LockInterval::What what);
/// What ended an interval.
QString endText(LockInterval::End end);
QString lockTypeText(KernelLock::Type type);
QString lockModeText(KernelLock::Mode mode);
QString inodeTypeText(LockReport::InodeType type);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/evidence.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/verdict.h>

#include <QString>

/// The library's fixed words in the user's language.
namespace Lockscope::Ui {

QString stateText(Verdict::State state);
QString confidenceText(Verdict::Confidence confidence);
/// One clause, e.g. `the process has ended`.
QString reasonText(Verdict::Reason reason);
/// What the evidence speaks for; empty where it speaks for nothing.
QString supportsText(Evidence::Supports supports);

QString eventText(LockEvent::Kind kind);
QString intervalText(LockInterval::What what);
/// What ended a stretch of time.
QString endText(LockInterval::End end);
QString lockTypeText(KernelLock::Type type);
QString lockModeText(KernelLock::Mode mode);
QString inodeTypeText(LockReport::InodeType type);

} // namespace Lockscope::Ui

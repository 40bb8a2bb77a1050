// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QStringList>

#include <vector>

namespace Lockscope::Ui {

/// Sentences about who waits for a lock, and for which further locks its holders wait. `locks` are all locks that
/// processes wait for.
QStringList waitingChain(const std::vector<LockReport> &locks, const LockReport &report);

} // namespace Lockscope::Ui

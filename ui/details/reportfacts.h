// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"

#include <lockscope/lockreport.h>

#include <QString>

#include <vector>

/// A report in words, for the details pane and the clipboard.
namespace Lockscope::Ui {

/// Columns: what it speaks for, what was found, where it was found.
std::vector<FactsTable::Row> evidenceRows(const LockReport &report);
/// Columns: type, mode, range, holders, waiters.
std::vector<FactsTable::Row> kernelLockRows(const LockReport &report);
std::vector<FactList::Fact> processFacts(const ProcessFacts &process);
std::vector<FactList::Fact> fileFacts(const LockReport &report);

/// `Proved: its process has ended`
QString groundsText(const Verdict &verdict);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"

#include <lockscope/lockreport.h>

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

/// A report as texts, for the details pane and the clipboard.
namespace Lockscope::Ui {

/// Columns: supported state, finding, source.
std::vector<FactsTable::Row> evidenceRows(const LockReport &report);
/// Columns: type, mode, range, holders, waiters.
std::vector<FactsTable::Row> kernelLockRows(const LockReport &report);
std::vector<FactList::Fact> processFacts(const ProcessFacts &process);
/// What is known about the format of the lock, and what its program does with such locks.
std::vector<FactList::Fact> formatFacts(const LockReport &report);
std::vector<FactList::Fact> fileFacts(const LockReport &report);

/// The time that was left of the lease of a lock in etcd when it was inspected.
std::optional<std::int64_t> leaseSeconds(const LockReport &report);
/// `Proven: its process is not running`
QString groundsText(const Verdict &verdict);
/// `Terraform state lock · terraform`
QString formatLine(const LockReport &report);
/// What to do about the lock, one sentence: that it can be broken safely, or why it must not be removed. Empty if there
/// is nothing to do.
QString adviceText(const LockReport &report);

} // namespace Lockscope::Ui

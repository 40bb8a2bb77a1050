// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QString>

#include <cstdint>
#include <string>

namespace Lockscope::Ui {

/// `name (pid)`, escaped.
QString processText(const std::string &name, std::int64_t pid);

/// The process of an interval; where none was known, what the lock said of its owner.
QString whoOf(const LockInterval &interval);

/// Who holds the lock, for a table cell: the first holder that the kernel names and how many more there are, else the
/// live process that was found behind the lock's text. Empty where nobody is known to hold it.
QString holderText(const LockReport &report);

/// All of them, one a line.
QString allHoldersText(const LockReport &report);

} // namespace Lockscope::Ui

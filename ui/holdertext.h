// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

#include <cstdint>
#include <string>

namespace Lockscope::Ui {

/// `name (pid)`, escaped.
QString processText(const std::string &name, std::int64_t pid);

/// Who holds the lock, for a table cell: the first holder that the kernel names and how many more there are, else the
/// live process that was found behind the lock's text. Empty where nobody is known to hold it.
QString holderText(const LockReport &report);

/// All of them, one a line.
QString allHoldersText(const LockReport &report);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inspector.h>

namespace Lockscope {

/// The report of the row of a lock in a lock database.
LockReport inspectRow(const Inspector &inspector, const std::filesystem::path &database,
                      const std::filesystem::path &lock);

} // namespace Lockscope

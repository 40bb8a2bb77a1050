// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"

#include <lockscope/lockreport.h>

#include <vector>

namespace Lockscope {

/// A report for each row of a database of locks; of any other lock, and where there are no rows to be read, the report
/// itself.
std::vector<LockReport> rowReports(LockReport report, const Machine &machine);

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"
#include "values/lockrow.h"

#include <lockscope/lockreport.h>

#include <optional>
#include <vector>

namespace Lockscope {

struct JudgedRow
{
    LockReport report;
    std::optional<LockRow> row; ///< that the report is of; absent where it is of the database
};

/// Each row of a database of locks, with what is judged of it; where there are no rows to be read, the database.
std::vector<JudgedRow> judgedRows(LockReport database, const Machine &machine);

/// A report for each row of a database of locks; of any other lock, and where there are no rows to be read, the report
/// itself.
std::vector<LockReport> rowReports(LockReport report, const Machine &machine);

} // namespace Lockscope

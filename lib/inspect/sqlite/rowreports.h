// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"
#include "values/lockrow.h"

#include <lockscope/lockreport.h>

#include <optional>
#include <vector>

namespace Lockscope {

struct RowReport
{
    LockReport report;
    std::optional<LockRow> row; ///< the row of the report; absent for the report of the database
};

/// Each row of a lock database with its report; if no rows can be read, the database itself.
std::vector<RowReport> reportRows(LockReport database, const HostSnapshot &machine);

/// A report for each row of a lock database. For any other lock, and if no rows can be read, the report itself.
std::vector<LockReport> rowReports(LockReport report, const HostSnapshot &machine);

} // namespace Lockscope

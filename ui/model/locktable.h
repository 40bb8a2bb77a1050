// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

/// The columns and roles that LockTableModel and LockFilterModel have in common.
namespace Lockscope::Ui::LockTable {

enum Column : int
{
    VerdictColumn,
    LockColumn,
    KindColumn,
    ProgramColumn,
    OwnerColumn,
    HolderColumn,
    HostColumn,
    AgeColumn,
    HeldColumn,
    WaitersColumn,
    PathColumn,
    PlaceColumn,
    ColumnCount,
};

enum Role : int
{
    SortRole = Qt::UserRole, ///< the sort key of the column, a number or a text
    KeyRole,                 ///< LockReport::key() as a QByteArray
    DetailRole,              ///< a text that is shown dimmed after the text of the cell
};

} // namespace Lockscope::Ui::LockTable

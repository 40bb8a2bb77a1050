// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/heldsince.h"
#include "ui/model/lockcategory.h"
#include "ui/model/locktable.h"
#include "ui/model/packedreport.h"
#include "ui/model/waitingsince.h"

#include <lockscope/lockreport.h>

#include <QString>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope::Ui {

/// One lock as the table shows it. What sorting, filtering and counting read of 100,000 rows, again and again, is at
/// hand; the report itself is packed.
struct LockRow
{
    LockRow(const LockReport &lockReport, WallTime now);
    /// The new report about a lock that had a row before.
    LockRow(const LockReport &lockReport, const LockRow &before, WallTime now);

    std::string key; ///< LockReport::key()
    Verdict verdict; ///< without its sentences
    std::optional<WallTime> modified;
    std::uint64_t inode = 0;             ///< only the number; 0 if it is unknown
    std::vector<std::int64_t> ownerPids; ///< that the lock records: several if it is ambiguous
    std::vector<KernelLock> kernelLocks;
    std::shared_ptr<const ProcessFacts> process; ///< of the report; rows with the same process share it
    QString name;                                ///< the lock's file name
    QString kind;                                ///< the ID of the format
    QString title;                               ///< of the format, as people read it
    QString program;                             ///< the programs that create locks of this format
    QString owner;                               ///< the owner recorded in the lock
    QString holder;                              ///< the process that really holds it
    QString host;                                ///< recorded in the lock
    QString place;                               ///< the host or the server that the lock is on; empty for this host
    QString folder;
    QString nameKey;   ///< for sorting, see naturalKey()
    QString folderKey; ///< for sorting
    /// All texts, case-folded, in UTF-8, which is faster to search because it is half as long. The first line is the
    /// path, which may be empty.
    std::string searchText;
    LockCategories categories;
    std::optional<HeldSince> heldSince;
    std::vector<WaitingProcess> waiting;
    std::size_t waiters = 0;
    int urgency = 0; ///< rank in the default order: locks that may need action come first

    /// The report in full. Takes microseconds: not for loops over all rows.
    LockReport report() const;
    /// Empty if it is unknown; for a row of a lock database, the path of the database.
    std::string_view path() const;
    bool isDatabaseRow() const { return !databaseRow().empty(); }
    /// For a row of a lock database, the path of the lock in that row.
    std::string_view databaseRow() const;
    /// The path, case-folded.
    std::string_view pathKey() const;

    /// Replaces the age if nothing else of the report differs; otherwise returns false.
    bool updateAge(const LockReport &newReport);

    /// Less than, equal to or greater than zero. Rows that are equal in the column are ordered by urgency, name and
    /// folder.
    static int compare(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order);

private:
    explicit LockRow(const LockReport &lockReport);

    std::optional<std::chrono::duration<double>> m_age; ///< of the report
    PackedReport m_packed;                              ///< without what is at hand
};

} // namespace Lockscope::Ui

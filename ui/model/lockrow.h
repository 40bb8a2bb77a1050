// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/heldsince.h"
#include "ui/model/lockcategory.h"
#include "ui/model/locktable.h"
#include "ui/model/waitingsince.h"

#include <lockscope/lockreport.h>

#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope::Ui {

/// One lock as the table shows it. Its texts are created once, because sorting and filtering 100,000 rows read them
/// millions of times.
struct LockRow
{
    LockRow(LockReport lockReport, WallTime now);
    /// The new report about a lock that had a row before.
    LockRow(LockReport lockReport, const LockRow &before, WallTime now);

    LockReport report;
    QString name;    ///< the lock's file name
    QString kind;    ///< the ID of the format
    QString title;   ///< of the format, as people read it
    QString program; ///< the programs that create locks of this format
    QString owner;   ///< the owner recorded in the lock
    QString holder;  ///< the process that really holds it
    QString host;    ///< recorded in the lock
    QString place;   ///< the host or the server that the lock is on; empty for this host
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

    /// The path, case-folded.
    std::string_view pathKey() const;

    /// Less than, equal to or greater than zero. Rows that are equal in the column are ordered by urgency, name and
    /// folder.
    static int compare(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order);

private:
    explicit LockRow(LockReport lockReport);
};

} // namespace Lockscope::Ui

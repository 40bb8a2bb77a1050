// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/heldsince.h"
#include "ui/model/lockcategory.h"
#include "ui/model/locktable.h"

#include <lockscope/lockreport.h>

#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope::Ui {

/// One lock as the table shows it. Its texts are made once, because sorting and filtering 100,000 rows ask for them
/// millions of times.
struct LockRow
{
    LockRow(LockReport lockReport, WallTime now);
    /// What is known of the lock now, after what was known of it.
    LockRow(LockReport lockReport, const LockRow &before, WallTime now);

    LockReport report;
    QString name;    ///< the lock's file name
    QString kind;    ///< the ID of the format
    QString title;   ///< of the format, as people read it
    QString program; ///< the programs that create locks of this format
    QString owner;   ///< what the lock claims
    QString holder;  ///< who really holds it
    QString host;    ///< that the lock names
    QString folder;
    QString nameKey;   ///< case-folded, to order by
    QString folderKey; ///< case-folded, to order by
    /// All texts, case-folded, in UTF-8, which is half as long to search; the path, which may be empty, is its first
    /// line.
    std::string searchText;
    LockCategories categories;
    std::optional<HeldSince> heldSince;
    std::size_t waiters = 0;
    int urgency = 0; ///< place in the first order: what may need a person's action comes first

    /// The path, case-folded.
    std::string_view pathKey() const;

    /// Below, equal or above zero. Rows that are equal in the column are ordered by urgency, name and folder.
    static int compare(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order);

private:
    explicit LockRow(LockReport lockReport);
};

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <lockscope/lockreport.h>

#include <QFlags>
#include <QString>

#include <array>
#include <cstddef>

namespace Lockscope::Ui {

/// The categories of the filter: the verdicts, and the locks that a process waits for.
enum class LockCategory
{
    Held = 0x01,
    Stale = 0x02,
    Waiting = 0x04,
    Unknown = 0x08,
    Free = 0x10,
    Absent = 0x20,
};
Q_DECLARE_FLAGS(LockCategories, LockCategory)
Q_DECLARE_OPERATORS_FOR_FLAGS(LockCategories)

/// In display order.
inline constexpr std::array AllLockCategories = {LockCategory::Held,    LockCategory::Stale, LockCategory::Waiting,
                                                 LockCategory::Unknown, LockCategory::Free,  LockCategory::Absent};

LockCategories categoriesOf(const LockReport &report);
QString categoryText(LockCategory category);
/// What the category contains, a sentence.
QString categoryExplanation(LockCategory category);
Glyph glyphOf(LockCategory category);

/// The number of locks in each category. A held lock with waiters is counted in two categories.
class LockCounts
{
public:
    void add(LockCategories categories, std::size_t locks = 1);
    void subtract(LockCategories categories) { add(categories, static_cast<std::size_t>(-1)); }

    std::size_t total() const { return m_total; }
    std::size_t of(LockCategory category) const;
    /// `128 locks: 3 held, 1 stale`
    QString text() const;

    bool operator==(const LockCounts &) const = default;

private:
    std::size_t m_total = 0;
    std::array<std::size_t, AllLockCategories.size()> m_counts{};
};

} // namespace Lockscope::Ui

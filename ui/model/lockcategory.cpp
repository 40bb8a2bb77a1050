// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/lockcategory.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LockCategory)
};

std::size_t indexOf(LockCategory category)
{
    return static_cast<std::size_t>(std::ranges::find(AllLockCategories, category) - AllLockCategories.begin());
}

QString countText(LockCategory category, const QString &number)
{
    switch (category) {
    case LockCategory::Held:
        return Words::tr("%1 held").arg(number);
    case LockCategory::Stale:
        return Words::tr("%1 stale").arg(number);
    case LockCategory::Waiting:
        return Words::tr("%1 with waiters").arg(number);
    case LockCategory::Unknown:
        return Words::tr("%1 unknown").arg(number);
    case LockCategory::Free:
        return Words::tr("%1 free").arg(number);
    case LockCategory::Absent:
        return Words::tr("%1 absent").arg(number);
    }
    return {};
}

} // namespace

LockCategories categoriesOf(const LockReport &report)
{
    LockCategories categories;
    switch (report.verdict.state) {
    case Verdict::State::Held:
        categories = LockCategory::Held;
        break;
    case Verdict::State::Stale:
        categories = LockCategory::Stale;
        break;
    case Verdict::State::Free:
        categories = LockCategory::Free;
        break;
    case Verdict::State::Unknown:
        categories = LockCategory::Unknown;
        break;
    case Verdict::State::Absent:
        categories = LockCategory::Absent;
        break;
    }
    categories.setFlag(LockCategory::Waiting, report.waiterCount() > 0);
    return categories;
}

QString categoryText(LockCategory category)
{
    switch (category) {
    case LockCategory::Held:
        return Words::tr("Held");
    case LockCategory::Stale:
        return Words::tr("Stale");
    case LockCategory::Waiting:
        return Words::tr("With waiters");
    case LockCategory::Unknown:
        return Words::tr("Unknown");
    case LockCategory::Free:
        return Words::tr("Free");
    case LockCategory::Absent:
        return Words::tr("Absent");
    }
    return {};
}

QString categoryExplanation(LockCategory category)
{
    switch (category) {
    case LockCategory::Held:
        return Words::tr("Locks that a process holds. A hollow padlock: probably.");
    case LockCategory::Stale:
        return Words::tr("Locks whose holder is proven to have exited");
    case LockCategory::Waiting:
        return Words::tr("Locks that a process waits for");
    case LockCategory::Unknown:
        return Words::tr("Locks whose state cannot be decided from this host or by this user");
    case LockCategory::Free:
        return Words::tr("Lock files that are not held");
    case LockCategory::Absent:
        return Words::tr("Named paths where nothing exists");
    }
    return {};
}

Glyph glyphOf(LockCategory category)
{
    switch (category) {
    case LockCategory::Held:
        return Glyph::Held;
    case LockCategory::Stale:
        return Glyph::Stale;
    case LockCategory::Waiting:
        return Glyph::Waiting;
    case LockCategory::Unknown:
        return Glyph::Unknown;
    case LockCategory::Free:
        return Glyph::Free;
    case LockCategory::Absent:
        return Glyph::Absent;
    }
    return Glyph::Unknown;
}

std::size_t LockCounts::of(LockCategory category) const
{
    return m_counts[indexOf(category)];
}

QString LockCounts::text() const
{
    const QLocale locale;
    const auto number = [&](std::size_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    if (m_total == 0)
        return Words::tr("No locks");
    QStringList parts;
    for (const auto category : AllLockCategories) {
        if (const auto count = of(category); count > 0)
            parts += countText(category, number(count));
    }
    const auto all = m_total == 1 ? Words::tr("1 lock") : Words::tr("%1 locks").arg(number(m_total));
    return Words::tr("%1: %2", "all locks, then their kinds").arg(all, parts.join(QLatin1String(", ")));
}

void LockCounts::add(LockCategories categories, std::size_t locks)
{
    m_total += locks;
    for (std::size_t i = 0; i < AllLockCategories.size(); ++i) {
        if (categories.testFlag(AllLockCategories[i]))
            m_counts[i] += locks;
    }
}

} // namespace Lockscope::Ui

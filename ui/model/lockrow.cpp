// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/lockrow.h"

#include "ui/text/formattext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/text/lockname.h"
#include "ui/text/naturalkey.h"

#include <lockscope/displaytext.h>

#include <QSet>
#include <QStringList>

#include <utility>

namespace Lockscope::Ui {

namespace {

int urgencyOf(const LockReport &report, std::size_t waiters)
{
    switch (report.verdict.state) {
    case Verdict::State::Stale:
        return 0;
    case Verdict::State::Held:
        return waiters > 0 ? 1 : 2;
    case Verdict::State::Unknown:
        return 3;
    case Verdict::State::Free:
        return 4;
    case Verdict::State::Absent:
        return 5;
    }
    return 6;
}

/// Texts that many rows share are stored once.
QString once(const QString &text)
{
    static QSet<QString> texts;
    constexpr qsizetype Most = 20'000; // rows keep the texts that they use
    if (texts.size() >= Most)
        texts.clear();
    return *texts.insert(text);
}

LockName nameOf(const LockReport &report)
{
    if (!report.row.empty())
        return {lockNameOf({}, report.row).name, displayText(report.path)};
    return lockNameOf(report.path.empty() && report.inode ? report.key() : std::string(), report.path);
}

/// None of the texts contains a line break: they are escaped.
std::string searchTextOf(const LockRow &row)
{
    // The path ends with the name.
    QStringList texts{displayText(row.report.path),
                      row.report.path.empty() ? row.name : QString(),
                      row.kind,
                      row.title,
                      row.program,
                      row.owner,
                      row.holder,
                      displayText(row.report.row)};
    return texts.join(u'\n').toCaseFolded().toStdString();
}

template <typename T>
int compareValues(const T &left, const T &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

int directed(int result, Qt::SortOrder order)
{
    return order == Qt::AscendingOrder ? result : -result;
}

/// Rows without a text come last in both directions: nobody sorts to find empty cells.
int compareCells(const QString &left, const QString &right, Qt::SortOrder order,
                 Qt::CaseSensitivity sensitivity = Qt::CaseInsensitive)
{
    if (left.isEmpty() != right.isEmpty())
        return left.isEmpty() ? 1 : -1;
    return directed(QString::compare(left, right, sensitivity), order);
}

/// The lock that has been held longest is the greatest. Locks that are not held come last in both directions.
int compareHeldTimes(const std::optional<HeldSince> &left, const std::optional<HeldSince> &right, Qt::SortOrder order)
{
    if (left.has_value() != right.has_value())
        return left ? -1 : 1;
    return left ? directed(compareValues(right->time, left->time), order) : 0;
}

int compareColumn(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order)
{
    switch (column) {
    case LockTable::VerdictColumn:
        return directed(compareValues(left.urgency, right.urgency), order);
    case LockTable::LockColumn:
        return directed(QString::compare(left.nameKey, right.nameKey), order);
    case LockTable::KindColumn:
        return compareCells(left.title, right.title, order);
    case LockTable::ProgramColumn:
        return compareCells(left.program, right.program, order);
    case LockTable::OwnerColumn:
        return compareCells(left.owner, right.owner, order);
    case LockTable::HolderColumn:
        return compareCells(left.holder, right.holder, order);
    case LockTable::AgeColumn:
        return directed(compareValues(right.report.modified, left.report.modified), order);
    case LockTable::HostColumn:
        return compareCells(left.host, right.host, order);
    case LockTable::HeldColumn:
        return compareHeldTimes(left.heldSince, right.heldSince, order);
    case LockTable::WaitersColumn:
        return directed(compareValues(left.waiters, right.waiters), order);
    case LockTable::PathColumn:
        return compareCells(left.folderKey, right.folderKey, order, Qt::CaseSensitive);
    case LockTable::PlaceColumn:
        return compareCells(left.place, right.place, order);
    case LockTable::ColumnCount:
        break;
    }
    return 0;
}

} // namespace

LockRow::LockRow(LockReport lockReport, WallTime now)
    : LockRow(std::move(lockReport))
{
    heldSince = Ui::heldSince(report, nullptr, {}, now);
    waiting = waitingProcesses(report, nullptr, {}, now);
}

LockRow::LockRow(LockReport lockReport, const LockRow &before, WallTime now)
    : LockRow(std::move(lockReport))
{
    heldSince = Ui::heldSince(report, &before.report, before.heldSince, now);
    waiting = waitingProcesses(report, &before.report, before.waiting, now);
}

LockRow::LockRow(LockReport lockReport)
    : report(std::move(lockReport))
    , name(nameOf(report).name)
    , kind(once(report.formatText()))
    , title(formatText(report.format).title)
    , program(formatText(report.format).programs)
    , owner(report.owner.text())
    , holder(holderText(report))
    , host(once(displayText(report.owner.hostname.value_or(std::string()))))
    , place(once(LockAddress::of(report.path).text()))
    , folder(once(nameOf(report).folder))
    , nameKey(naturalKey(name))
    , folderKey(once(naturalKey(folder)))
    , searchText(searchTextOf(*this))
    , categories(categoriesOf(report))
    , waiters(report.waiterCount())
    , urgency(urgencyOf(report, waiters))
{}

std::string_view LockRow::pathKey() const
{
    return std::string_view(searchText).substr(0, searchText.find('\n'));
}

int LockRow::compare(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order)
{
    if (const int result = compareColumn(left, right, column, order))
        return result;
    if (const int result = compareValues(left.urgency, right.urgency))
        return result;
    if (const int result = QString::compare(left.nameKey, right.nameKey))
        return result;
    return QString::compare(left.folderKey, right.folderKey);
}

} // namespace Lockscope::Ui

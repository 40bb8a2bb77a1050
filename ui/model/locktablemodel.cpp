// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/locktablemodel.h"

#include "ui/model/rowranges.h"
#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/plaintext.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QByteArray>
#include <QLocale>

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace Lockscope::Ui {

namespace {

QString heldText(const HeldSince &held, WallTime now)
{
    const auto age = now - held.time;
    if (held.isExact)
        return shortAgeText(age);
    const auto least = shortAgeText(age, 1);
    const auto most = held.notBefore ? shortAgeText(now - *held.notBefore, 1) : QString();
    return most.isEmpty() || most == least
               ? LockTableModel::tr("> %1", "held for at least this long").arg(least)
               : LockTableModel::tr("%1 – %2", "held for at least and at most this long").arg(least, most);
}

QString heldToolTip(const HeldSince &held)
{
    const auto time = timeText(held.time);
    if (held.isExact)
        return LockTableModel::tr("Since %1").arg(time);
    QStringList lines{held.isRecorded ? LockTableModel::tr("According to the history, already held at %1").arg(time)
                                      : LockTableModel::tr("Already held when first seen at %1").arg(time)};
    if (held.notBefore)
        lines += LockTableModel::tr("Its holder started at %1, so not held by it before that")
                     .arg(timeText(*held.notBefore));
    return lines.join(u'\n');
}

bool isNumber(int column)
{
    return column == LockTable::AgeColumn || column == LockTable::HeldColumn || column == LockTable::WaitersColumn;
}

QString cellText(const LockRow &lock, LockTable::Column column, WallTime now)
{
    switch (column) {
    case LockTable::VerdictColumn:
        return stateText(lock.verdict.state);
    case LockTable::LockColumn:
        return lock.name;
    case LockTable::KindColumn:
        return lock.title;
    case LockTable::ProgramColumn:
        return lock.program;
    case LockTable::OwnerColumn:
        return lock.owner;
    case LockTable::HolderColumn:
        return lock.holder;
    case LockTable::AgeColumn:
        return lock.modified ? shortAgeText(now - *lock.modified) : QString();
    case LockTable::HostColumn:
        return lock.host;
    case LockTable::HeldColumn:
        return lock.heldSince ? heldText(*lock.heldSince, now) : QString();
    case LockTable::WaitersColumn:
        return lock.waiters > 0 ? QLocale().toString(static_cast<qulonglong>(lock.waiters)) : QString();
    case LockTable::PathColumn:
        return lock.folder;
    case LockTable::PlaceColumn:
        return lock.place;
    case LockTable::ColumnCount:
        break;
    }
    return {};
}

QVariant sortValue(const LockRow &lock, LockTable::Column column)
{
    switch (column) {
    case LockTable::VerdictColumn:
        return lock.urgency;
    case LockTable::AgeColumn:
        return lock.modified ? QVariant::fromValue<qint64>(lock.modified->time_since_epoch().count()) : QVariant();
    case LockTable::HeldColumn:
        return lock.heldSince ? QVariant::fromValue<qint64>(lock.heldSince->time.time_since_epoch().count())
                              : QVariant();
    case LockTable::WaitersColumn:
        return QVariant::fromValue<qulonglong>(lock.waiters);
    default:
        return cellText(lock, column, {});
    }
}

QString toolTipText(const LockRow &lock, LockTable::Column column, WallTime now)
{
    switch (column) {
    case LockTable::VerdictColumn:
        return text(lock.report().verdict);
    case LockTable::HolderColumn:
        return allHoldersText(lock.report());
    case LockTable::AgeColumn:
        return lock.modified ? timeText(*lock.modified) : QString();
    case LockTable::HeldColumn:
        return lock.heldSince ? heldToolTip(*lock.heldSince) : QString();
    case LockTable::KindColumn:
    case LockTable::ProgramColumn: {
        QStringList lines{lock.title};
        if (!lock.program.isEmpty())
            lines += LockTableModel::tr("Program: %1").arg(lock.program);
        lines += LockTableModel::tr("ID: %1").arg(lock.kind);
        return lines.join(u'\n');
    }
    case LockTable::LockColumn:
    case LockTable::PathColumn:
        return lock.path().empty() ? lock.name : displayText(lock.path());
    default:
        return cellText(lock, column, now);
    }
}

} // namespace

LockTableModel::LockTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(wallTimeNow())
{}

LockTableModel::~LockTableModel() = default;

int LockTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_slotOfRow.size());
}

int LockTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LockTable::ColumnCount;
}

QVariant LockTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &lock = lockInSlot(slotAt(index.row()));
    const auto column = static_cast<LockTable::Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(lock, column, m_now);
    case Qt::DecorationRole:
        if (column == LockTable::LockColumn && !m_awaited.empty() && m_awaited.contains(lock.key))
            return glyphIcon(Glyph::Bell);
        return column == LockTable::VerdictColumn ? glyphIcon(glyphOf(lock.verdict)) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(toolTipText(lock, column, m_now));
    case Qt::AccessibleTextRole:
        return column == LockTable::VerdictColumn ? verdictText(lock.verdict) : QVariant();
    case Qt::TextAlignmentRole:
        if (isNumber(column))
            return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case LockTable::SortRole:
        return sortValue(lock, column);
    case LockTable::DetailRole:
        return column == LockTable::LockColumn ? lock.folder : QVariant();
    case LockTable::KeyRole:
        return QByteArray::fromStdString(lock.key);
    default:
        return {};
    }
}

QVariant LockTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter); // the sort arrow is at the right
    const bool wantsToolTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !wantsToolTip)
        return {};
    switch (section) {
    case LockTable::VerdictColumn:
        return wantsToolTip ? tr("State of the lock") : tr("Verdict");
    case LockTable::LockColumn:
        return wantsToolTip ? tr("Name of the lock file") : tr("Lock");
    case LockTable::KindColumn:
        return wantsToolTip ? tr("The format of the lock") : tr("Kind");
    case LockTable::ProgramColumn:
        return wantsToolTip ? tr("The programs that create such locks") : tr("Program");
    case LockTable::OwnerColumn:
        return wantsToolTip ? tr("The owner recorded in the lock; not necessarily the holder") : tr("Owner");
    case LockTable::HolderColumn:
        return wantsToolTip ? tr("The process that really holds the lock") : tr("Holder");
    case LockTable::HostColumn:
        return wantsToolTip ? tr("The host recorded in the lock") : tr("Host");
    case LockTable::HeldColumn:
        return wantsToolTip ? tr("How long the lock has been held, if known") : tr("Held for");
    case LockTable::AgeColumn:
        return wantsToolTip ? tr("Time since the lock was last changed") : tr("Age");
    case LockTable::WaitersColumn:
        return wantsToolTip ? tr("Number of processes that wait for the lock") : tr("Waiters");
    case LockTable::PathColumn:
        return wantsToolTip ? tr("Folder that contains the lock") : tr("Folder");
    case LockTable::PlaceColumn:
        return wantsToolTip ? tr("The host or the server that the lock is on; empty for this host") : tr("On host");
    default:
        return {};
    }
}

void LockTableModel::addRecorded(const std::vector<LockInterval> &intervals)
{
    for (const auto &interval : intervals) {
        const int slot = slotOf(interval.key);
        if (slot < 0)
            continue;
        auto &lock = *m_locks[static_cast<std::size_t>(slot)];
        const auto longer = lock.heldSince ? heldSince(lock.report(), *lock.heldSince, interval) : std::nullopt;
        if (!longer)
            continue;
        lock.heldSince = longer;
        const int row = rowOfSlot(slot);
        Q_EMIT dataChanged(index(row, LockTable::HeldColumn), index(row, LockTable::HeldColumn));
    }
}

void LockTableModel::setAwaited(std::set<std::string> keys)
{
    std::vector<std::string> changed;
    std::ranges::set_symmetric_difference(keys, m_awaited, std::back_inserter(changed));
    m_awaited = std::move(keys);
    for (const auto &key : changed) {
        if (const int row = rowOf(key); row >= 0)
            Q_EMIT dataChanged(index(row, LockTable::LockColumn), index(row, LockTable::LockColumn),
                               {Qt::DecorationRole});
    }
}

int LockTableModel::rowOf(const std::string &key) const
{
    const int slot = slotOf(key);
    return slot < 0 ? -1 : rowOfSlot(slot);
}

/// -1 if there is none.
int LockTableModel::slotOf(const std::string &key) const
{
    const auto [begin, end] = m_slotsOfHash.equal_range(std::hash<std::string>()(key));
    const auto found = std::find_if(begin, end, [&](const auto &entry) { return lockInSlot(entry.second).key == key; });
    return found == end ? -1 : found->second;
}

void LockTableModel::update(const std::vector<LockReport> &reports)
{
    updateAt(reports, wallTimeNow());
}

void LockTableModel::updateAt(const std::vector<LockReport> &reports, WallTime now)
{
    m_now = now;
    const auto countsBefore = m_counts;
    const auto waitingBefore = waitingProcesses();
    std::vector<int> changedRows;
    std::vector<int> fresh;
    for (const auto &report : reports) {
        const auto key = report.key();
        const int known = slotOf(key);
        if (known < 0) {
            fresh.push_back(takeSlot(report));
            m_slotsOfHash.emplace(std::hash<std::string>()(key), fresh.back());
        } else if (replace(*m_locks[static_cast<std::size_t>(known)], report)) {
            if (const int row = rowOfSlot(known); row >= 0)
                changedRows.push_back(row);
        }
    }
    std::ranges::sort(changedRows);
    changedRows.erase(std::unique(changedRows.begin(), changedRows.end()), changedRows.end());

    std::vector<int> slotsOfRows;
    slotsOfRows.reserve(changedRows.size() + fresh.size());
    std::ranges::transform(changedRows, std::back_inserter(slotsOfRows), [this](int row) { return slotAt(row); });
    slotsOfRows.insert(slotsOfRows.end(), fresh.begin(), fresh.end());

    announce(std::move(changedRows));
    appendRows(fresh);
    if (!slotsOfRows.empty())
        Q_EMIT merged(slotsOfRows);
    if (m_counts != countsBefore || waitingProcesses() != waitingBefore)
        Q_EMIT countsChanged();
}

void LockTableModel::remove(const std::vector<std::string> &keys)
{
    std::vector<int> doomed;
    for (const auto &key : keys) {
        if (const int row = rowOf(key); row >= 0)
            doomed.push_back(row);
    }
    std::ranges::sort(doomed);
    doomed.erase(std::unique(doomed.begin(), doomed.end()), doomed.end());
    removeRows(std::move(doomed));
}

void LockTableModel::clear()
{
    if (m_slotOfRow.empty())
        return;
    removeRange(0, rowCount() - 1);
    Q_EMIT countsChanged();
}

void LockTableModel::count(const LockRow &lock, bool isAdded)
{
    isAdded ? m_counts.add(lock.categories) : m_counts.subtract(lock.categories);
    if (lock.waiters == 0)
        return;
    for (const auto &one : waitsOf(lock.report())) {
        for (const auto &waiter : one.waiters) {
            auto &waits = m_waitsOfProcess[waiter.process];
            waits += isAdded ? 1 : -1;
            if (waits == 0)
                m_waitsOfProcess.erase(waiter.process);
        }
    }
}

/// Replaces the report of a row. True if anything but the age has changed: ages advance by themselves.
bool LockTableModel::replace(LockRow &lock, const LockReport &report)
{
    if (lock.updateAge(report))
        return false;
    count(lock, false);
    lock = LockRow(report, lock, m_now);
    count(lock, true);
    return true;
}

int LockTableModel::takeSlot(const LockReport &report)
{
    auto lock = std::make_unique<LockRow>(report, m_now);
    count(*lock, true);
    if (m_freeSlots.empty()) {
        m_locks.push_back(std::move(lock));
        m_rowOfSlot.push_back(-1);
        return slotLimit() - 1;
    }
    const int slot = m_freeSlots.back();
    m_freeSlots.pop_back();
    m_locks[static_cast<std::size_t>(slot)] = std::move(lock);
    return slot;
}

void LockTableModel::appendRows(const std::vector<int> &fresh)
{
    if (fresh.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    for (const int slot : fresh) {
        m_rowOfSlot[static_cast<std::size_t>(slot)] = rowCount();
        m_slotOfRow.push_back(slot);
    }
    endInsertRows();
}

void LockTableModel::announce(std::vector<int> changedRows)
{
    for (const auto &range : rowRanges(changedRows))
        Q_EMIT dataChanged(index(range.first, 0), index(range.last, LockTable::ColumnCount - 1));
}

void LockTableModel::removeRows(std::vector<int> doomed)
{
    if (doomed.empty())
        return;
    const auto ranges = rowRanges(doomed);
    if (ranges.size() <= MaxRowRanges) {
        for (auto range = ranges.rbegin(); range != ranges.rend(); ++range)
            removeRange(range->first, range->last);
    } else {
        moveToEnd(doomed);
        removeRange(rowCount() - static_cast<int>(doomed.size()), rowCount() - 1);
    }
    Q_EMIT countsChanged();
}

void LockTableModel::removeRange(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int row = first; row <= last; ++row) {
        const auto slot = static_cast<std::size_t>(slotAt(row));
        count(*m_locks[slot], false);
        const auto [begin, end] = m_slotsOfHash.equal_range(std::hash<std::string>()(m_locks[slot]->key));
        m_slotsOfHash.erase(std::find_if(begin, end, [&](const auto &entry) { return entry.second == slotAt(row); }));
        m_locks[slot].reset();
        m_rowOfSlot[slot] = -1;
        m_freeSlots.push_back(static_cast<int>(slot));
    }
    m_slotOfRow.erase(m_slotOfRow.begin() + first, m_slotOfRow.begin() + last + 1);
    for (int row = first; row < rowCount(); ++row)
        m_rowOfSlot[static_cast<std::size_t>(slotAt(row))] = row;
    endRemoveRows();
}

void LockTableModel::moveToEnd(const std::vector<int> &doomed)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> order;
    order.reserve(m_slotOfRow.size());
    auto next = doomed.begin();
    for (int row = 0; row < rowCount(); ++row) {
        if (next != doomed.end() && *next == row)
            ++next;
        else
            order.push_back(slotAt(row));
    }
    std::ranges::transform(doomed, std::back_inserter(order), [this](int row) { return slotAt(row); });

    const auto before = persistentIndexList();
    std::vector<int> slotsBefore;
    std::ranges::transform(before, std::back_inserter(slotsBefore), [this](const auto &i) { return slotAt(i.row()); });
    m_slotOfRow = std::move(order);
    for (int row = 0; row < rowCount(); ++row)
        m_rowOfSlot[static_cast<std::size_t>(slotAt(row))] = row;
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += index(rowOfSlot(slotsBefore[static_cast<std::size_t>(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace Lockscope::Ui

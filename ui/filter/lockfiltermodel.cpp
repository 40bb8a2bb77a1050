// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/lockfiltermodel.h"

#include "ui/model/rowranges.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <thread>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// In a state, besides the categories.
constexpr int Accepted = 0x40;
constexpr int InScope = 0x80;

std::vector<bool> flagsOf(const std::vector<int> &slotsOfRows, int slotLimit)
{
    std::vector<bool> flags(static_cast<std::size_t>(slotLimit));
    for (const int slot : slotsOfRows)
        flags[static_cast<std::size_t>(slot)] = true;
    return flags;
}

} // namespace

LockFilterModel::LockFilterModel(LockTableModel &locks, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_locks(locks)
{
    QAbstractProxyModel::setSourceModel(&locks);
    connect(&locks, &LockTableModel::merged, this, &LockFilterModel::merge);
    connect(&locks, &LockTableModel::dataChanged, this, &LockFilterModel::forwardChange);
    connect(&locks, &LockTableModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { forget(first, last); });
    std::vector<int> present;
    for (int row = 0; row < locks.rowCount(); ++row)
        present.push_back(locks.slotAt(row));
    merge(present);
}

void LockFilterModel::setFilter(const LockFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    filterAnew();
}

void LockFilterModel::setScope(const Scope &scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    filterAnew();
}

void LockFilterModel::setCategories(LockCategories categories)
{
    if (categories == m_categories)
        return;
    m_categories = categories;
    filterAnew();
}

void LockFilterModel::setGroup(const LockGroup &group)
{
    if (group == m_group)
        return;
    m_group = group;
    filterAnew();
}

std::vector<const LockRow *> LockFilterModel::locksOfAllGroups() const
{
    std::vector<const LockRow *> locks;
    for (const int slot : m_ordered) {
        if (m_states[static_cast<std::size_t>(slot)] & Accepted)
            locks.push_back(&m_locks.lockInSlot(slot));
    }
    return locks;
}

void LockFilterModel::goOn(int firstRow, int lastRow)
{
    if (m_filter.dependsOnTime())
        filterAnew();
    if (firstRow < 0 || lastRow >= rowCount() || lastRow < firstRow)
        return;
    Q_EMIT dataChanged(index(firstRow, LockTable::AgeColumn), index(lastRow, LockTable::HeldColumn), {Qt::DisplayRole});
}

void LockFilterModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= LockTable::ColumnCount)
        return;
    m_sortColumn = static_cast<LockTable::Column>(column);
    m_sortOrder = order;
    std::ranges::stable_sort(m_ordered, [this](int left, int right) { return comesBefore(left, right); });
    showAccepted();
}

QModelIndex LockFilterModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex LockFilterModel::parent(const QModelIndex &child) const
{
    Q_UNUSED(child)
    return {};
}

QModelIndex LockFilterModel::sibling(int row, int column, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return this->index(row, column);
}

int LockFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int LockFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LockTable::ColumnCount;
}

bool LockFilterModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

/// The base class needs a row to read titles from the source, so that an empty table would have no titles.
QVariant LockFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_locks.headerData(section, orientation, role);
}

QModelIndex LockFilterModel::mapToSource(const QModelIndex &proxyIndex) const
{
    if (!proxyIndex.isValid())
        return {};
    return m_locks.index(m_locks.rowOfSlot(slotAt(proxyIndex.row())), proxyIndex.column());
}

QModelIndex LockFilterModel::mapFromSource(const QModelIndex &sourceIndex) const
{
    if (!sourceIndex.isValid())
        return {};
    const int row = rowOfSlot(m_locks.slotAt(sourceIndex.row()));
    return row < 0 ? QModelIndex() : createIndex(row, sourceIndex.column());
}

int LockFilterModel::rowOfSlot(int slot) const
{
    const auto at = static_cast<std::size_t>(slot);
    return at < m_rowOfSlot.size() ? m_rowOfSlot[at] : -1;
}

unsigned char LockFilterModel::stateOf(const LockRow &lock) const
{
    if (!m_scope.contains(lock) || !m_filter.matches(lock, m_locks.now()))
        return 0;
    const bool isWanted = !m_categories || (lock.categories & m_categories);
    return static_cast<unsigned char>(InScope | (isWanted ? Accepted : 0) | static_cast<int>(lock.categories));
}

bool LockFilterModel::isAccepted(int slot) const
{
    const auto at = static_cast<std::size_t>(slot);
    return (m_states[at] & Accepted) && m_isInGroup[at];
}

void LockFilterModel::read(int slot)
{
    const auto &lock = m_locks.lockInSlot(slot);
    m_states[static_cast<std::size_t>(slot)] = stateOf(lock);
    m_isInGroup[static_cast<std::size_t>(slot)] = m_group.contains(lock);
}

LockCounts LockFilterModel::counts() const
{
    std::array<std::size_t, 256> locksOfState = {};
    for (const int slot : m_ordered) {
        const auto at = static_cast<std::size_t>(slot);
        locksOfState[m_states[at]] += m_isInGroup[at];
    }
    LockCounts counts;
    for (std::size_t state = InScope; state < locksOfState.size(); ++state)
        counts.add(LockCategories::fromInt(static_cast<int>(state) & ~(InScope | Accepted)), locksOfState[state]);
    return counts;
}

bool LockFilterModel::comesBefore(int left, int right) const
{
    return LockRow::compare(m_locks.lockInSlot(left), m_locks.lockInSlot(right), m_sortColumn, m_sortOrder) < 0;
}

/// Sorts the few new slots and merges them with the many sorted ones.
void LockFilterModel::merge(const std::vector<int> &slotsOfRows)
{
    const auto isMerged = flagsOf(slotsOfRows, m_locks.slotLimit());
    const auto before = [this](int left, int right) { return comesBefore(left, right); };
    auto few = slotsOfRows;
    std::ranges::stable_sort(few, before);
    std::erase_if(m_ordered, [&](int slot) { return isMerged[static_cast<std::size_t>(slot)]; });
    std::vector<int> ordered;
    ordered.reserve(m_ordered.size() + few.size());
    // A comparison reads two rows that are far apart in memory. Few rows are inserted by binary search instead.
    auto from = m_ordered.cbegin();
    for (const int slot : few) {
        const auto at = std::upper_bound(from, m_ordered.cend(), slot, before);
        ordered.insert(ordered.end(), from, at);
        ordered.push_back(slot);
        from = at;
    }
    ordered.insert(ordered.end(), from, m_ordered.cend());
    m_ordered = std::move(ordered);
    m_rowOfSlot.resize(static_cast<std::size_t>(m_locks.slotLimit()), -1);
    m_states.resize(static_cast<std::size_t>(m_locks.slotLimit()));
    m_isInGroup.resize(m_states.size());
    for (const int slot : slotsOfRows)
        read(slot);
    showAccepted();
}

void LockFilterModel::forget(int firstSourceRow, int lastSourceRow)
{
    std::vector<bool> isKept(static_cast<std::size_t>(m_locks.slotLimit()), true);
    for (int row = firstSourceRow; row <= lastSourceRow; ++row)
        isKept[static_cast<std::size_t>(m_locks.slotAt(row))] = false;
    std::erase_if(m_ordered, [&](int slot) { return !isKept[static_cast<std::size_t>(slot)]; });
    hideAllBut(isKept);
}

void LockFilterModel::forwardChange(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    std::vector<int> rows;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
        if (const int shown = rowOfSlot(m_locks.slotAt(row)); shown >= 0)
            rows.push_back(shown);
    }
    std::ranges::sort(rows);
    for (const auto &range : rowRanges(rows))
        Q_EMIT dataChanged(index(range.first, topLeft.column()), index(range.last, bottomRight.column()), roles);
}

void LockFilterModel::filterAnew()
{
    // In the order of creation, and thus of memory. Each row is read once, so two threads are twice as fast.
    const auto look = [this](int first, int limit) {
        for (int slot = first; slot < limit; ++slot) {
            if (m_locks.rowOfSlot(slot) >= 0)
                read(slot);
        }
    };
    constexpr int WorthAThread = 5000;
    const int limit = static_cast<int>(m_states.size());
    const int middle = limit < WorthAThread ? limit : limit / 2;
    std::thread second;
    if (middle < limit)
        second = std::thread(look, middle, limit);
    look(0, middle);
    if (second.joinable())
        second.join();
    showAccepted();
}

void LockFilterModel::showAccepted()
{
    std::vector<int> wanted;
    wanted.reserve(m_ordered.size());
    std::ranges::copy_if(m_ordered, std::back_inserter(wanted), [this](int slot) { return isAccepted(slot); });
    show(wanted);
}

/// Changes the shown rows to the wanted ones: removes, reorders, inserts.
void LockFilterModel::show(const std::vector<int> &wanted)
{
    hideAllBut(flagsOf(wanted, m_locks.slotLimit()));

    std::vector<int> staying;
    std::vector<int> entering;
    std::vector<int> enteringRows;
    for (std::size_t row = 0; row < wanted.size(); ++row) {
        if (rowOfSlot(wanted[row]) >= 0) {
            staying.push_back(wanted[row]);
        } else {
            entering.push_back(wanted[row]);
            enteringRows.push_back(static_cast<int>(row));
        }
    }
    if (staying != m_shown)
        arrange(std::move(staying));
    if (const auto ranges = rowRanges(enteringRows); ranges.size() <= MaxRowRanges) {
        for (const auto &range : ranges)
            insertRange(range.first, wanted.begin() + range.first, wanted.begin() + range.last + 1);
    } else {
        insertRange(rowCount(), entering.begin(), entering.end());
        arrange(wanted);
    }
}

void LockFilterModel::hideAllBut(const std::vector<bool> &isWanted)
{
    std::vector<int> staying;
    std::vector<int> leaving;
    std::vector<int> leavingRows;
    for (int row = 0; row < rowCount(); ++row) {
        if (isWanted[static_cast<std::size_t>(slotAt(row))]) {
            staying.push_back(slotAt(row));
        } else {
            leaving.push_back(slotAt(row));
            leavingRows.push_back(row);
        }
    }
    if (const auto ranges = rowRanges(leavingRows); ranges.size() <= MaxRowRanges) {
        for (auto range = ranges.rbegin(); range != ranges.rend(); ++range)
            removeRange(range->first, range->last);
    } else {
        const auto firstLeaving = static_cast<int>(staying.size());
        staying.insert(staying.end(), leaving.begin(), leaving.end());
        arrange(std::move(staying));
        removeRange(firstLeaving, rowCount() - 1);
    }
}

/// Reorders the shown rows.
void LockFilterModel::arrange(std::vector<int> order)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const auto before = persistentIndexList();
    std::vector<int> slotsBefore;
    std::ranges::transform(before, std::back_inserter(slotsBefore), [this](const auto &i) { return slotAt(i.row()); });
    m_shown = std::move(order);
    renumber();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after += createIndex(rowOfSlot(slotsBefore[static_cast<std::size_t>(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void LockFilterModel::removeRange(int first, int last)
{
    beginRemoveRows({}, first, last);
    for (int row = first; row <= last; ++row)
        m_rowOfSlot[static_cast<std::size_t>(slotAt(row))] = -1;
    m_shown.erase(m_shown.begin() + first, m_shown.begin() + last + 1);
    renumber(first);
    endRemoveRows();
}

void LockFilterModel::insertRange(int at, std::vector<int>::const_iterator begin, std::vector<int>::const_iterator end)
{
    beginInsertRows({}, at, at + static_cast<int>(end - begin) - 1);
    m_shown.insert(m_shown.begin() + at, begin, end);
    renumber(at);
    endInsertRows();
}

void LockFilterModel::renumber(int firstRow)
{
    for (int row = firstRow; row < rowCount(); ++row)
        m_rowOfSlot[static_cast<std::size_t>(slotAt(row))] = row;
}

} // namespace Lockscope::Ui

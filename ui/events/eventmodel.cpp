// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/events/eventmodel.h"

#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockname.h"
#include "ui/text/plaintext.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/glyph.h"

#include <lockscope/wording.h>

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// A row repeats if the same happens to the same lock within this time. Older rows are not searched.
constexpr std::chrono::seconds BurstTime{10};
constexpr std::size_t MostSearched = 200;

Glyph glyphOf(const LockEvent &event)
{
    switch (event.kind) {
    case LockEvent::Kind::Waiting:
        return Glyph::Waiting;
    case LockEvent::Kind::Broken:
    case LockEvent::Kind::Removed:
        return Glyph::Absent;
    default:
        return Ui::glyphOf(event.verdict);
    }
}

QString shortTime(WallTime time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(QStringLiteral("HH:mm:ss.zzz"));
}

/// The processes that are relevant for this event.
QString whoOf(const LockEvent &event)
{
    QStringList names;
    if (event.kind == LockEvent::Kind::Waiting) {
        for (const auto &waiter : event.waiters)
            names += processText(waiter.name, waiter.pid);
    } else if (event.process) {
        names += processText(event.process->name, event.process->pid);
    } else {
        names += event.owner.text();
    }
    return names.join(QLatin1String(", "));
}

} // namespace

EventModel::EventModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_events[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::DecorationRole:
        return index.column() == EventColumn ? glyphIcon(glyphOf(row.event)) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(toolTipOf(row, index.column()));
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case EventColumn:
        return tr("Event");
    case LockColumn:
        return tr("Lock");
    case WhoColumn:
        return tr("Process");
    case FolderColumn:
        return tr("Folder");
    default:
        return {};
    }
}

void EventModel::add(const std::vector<LockEvent> &events)
{
    std::deque<Event> fresh; // newest first
    for (const auto &event : events) {
        if (const auto repeated = findRepeated(fresh, event); repeated != fresh.end()) {
            auto row = toRepetition(event, *repeated);
            fresh.erase(repeated);
            fresh.push_front(std::move(row));
        } else if (!repeatRow(event)) {
            fresh.push_front(toEvent(event));
        }
    }
    insert(std::move(fresh));
}

/// The newest of the rows that this event repeats.
std::deque<EventModel::Event>::iterator EventModel::findRepeated(std::deque<Event> &rows, const LockEvent &event)
{
    const auto limit = rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), MostSearched));
    const auto found = std::find_if(rows.begin(), limit, [&](const Event &before) {
        return before.event.kind == event.kind && event.time - before.event.time <= BurstTime &&
               before.event.key == event.key;
    });
    return found == limit ? rows.end() : found;
}

/// The row of an event that repeats another row.
EventModel::Event EventModel::toRepetition(const LockEvent &event, const Event &before)
{
    auto row = toEvent(event);
    row.first = before.first;
    row.count = before.count + 1;
    return row;
}

/// Counts the event in a row that it repeats, which moves to the top. False if it repeats no row.
bool EventModel::repeatRow(const LockEvent &event)
{
    const auto repeated = findRepeated(m_events, event);
    if (repeated == m_events.end())
        return false;
    auto row = toRepetition(event, *repeated);
    const int at = static_cast<int>(repeated - m_events.begin());
    if (at > 0) {
        beginMoveRows({}, at, at, {}, 0);
        std::rotate(m_events.begin(), repeated, repeated + 1);
        endMoveRows();
    }
    m_events.front() = std::move(row);
    Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
    return true;
}

void EventModel::insert(std::deque<Event> fresh)
{
    // Of a burst, only the events that are kept are added.
    const auto count = std::min(static_cast<int>(fresh.size()), Most);
    if (count == 0)
        return;
    if (const int overflow = rowCount() + count - Most; overflow > 0) {
        beginRemoveRows({}, rowCount() - overflow, rowCount() - 1);
        m_events.erase(m_events.end() - overflow, m_events.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, count - 1);
    m_events.insert(m_events.begin(), std::make_move_iterator(fresh.begin()),
                    std::make_move_iterator(fresh.begin() + count));
    endInsertRows();
}

void EventModel::clear()
{
    if (m_events.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_events.clear();
    endRemoveRows();
}

EventModel::Event EventModel::toEvent(const LockEvent &event)
{
    auto who = whoOf(event);
    const auto name = lockNameOf(event.key, event.path);
    if (event.verdict.state == Verdict::State::Held && event.kind != LockEvent::Kind::Waiting) {
        if (m_holders.size() >= static_cast<std::size_t>(Most))
            m_holders.clear();
        m_holders[event.key] = who;
    } else if (const auto holder = m_holders.find(event.key); who.isEmpty() && holder != m_holders.end()) {
        who = holder->second;
    }
    return {.event = event,
            .first = event.time,
            .name = name.name,
            .folder = name.folder,
            .who = std::move(who),
            .summary = text(event.verdict)};
}

QString EventModel::textOf(const Event &event, int column)
{
    switch (column) {
    case TimeColumn:
        return shortTime(event.event.time);
    case EventColumn:
        return event.count == 1 ? eventText(event.event.kind)
                                : tr("%1 ×%2", "event, how often").arg(eventText(event.event.kind)).arg(event.count);
    case LockColumn:
        return event.name;
    case WhoColumn:
        return event.who;
    case FolderColumn:
        return event.folder;
    default:
        return {};
    }
}

QString EventModel::toolTipOf(const Event &event, int column)
{
    if (column == TimeColumn)
        return timeText(event.event.time);
    if (column == EventColumn && event.count > 1)
        return tr("%n times since %1", nullptr, event.count).arg(timeText(event.first));
    return event.summary;
}

} // namespace Lockscope::Ui

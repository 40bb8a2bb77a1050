// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/events/eventmodel.h"

#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/plaintext.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <chrono>

namespace Lockscope::Ui {

namespace {

Glyph glyphOf(LockEvent::Kind kind, Verdict::State state)
{
    switch (kind) {
    case LockEvent::Kind::Waiting:
        return Glyph::Waiting;
    case LockEvent::Kind::Broken:
    case LockEvent::Kind::Removed:
        return Glyph::Absent;
    default:
        return Ui::glyphOf(state);
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
    const auto &event = m_events[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(event, index.column());
    case Qt::DecorationRole:
        return index.column() == EventColumn ? glyphIcon(glyphOf(event.kind, event.state)) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == TimeColumn ? timeText(event.time) : event.summary);
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
    // Of a burst, only the events that are kept are added.
    const auto count = std::min(static_cast<int>(events.size()), Most);
    if (count == 0)
        return;
    if (const int overflow = rowCount() + count - Most; overflow > 0) {
        beginRemoveRows({}, rowCount() - overflow, rowCount() - 1);
        m_events.erase(m_events.end() - overflow, m_events.end());
        endRemoveRows();
    }
    beginInsertRows({}, 0, count - 1);
    for (auto event = events.end() - count; event != events.end(); ++event)
        m_events.push_front(toEvent(*event));
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
    const auto &path = event.path;
    return {.kind = event.kind,
            .state = event.verdict.state,
            .time = event.time,
            .key = event.key,
            .name = path.empty() ? tr("(no name)") : displayText(path.has_filename() ? path.filename() : path),
            .folder = displayText(path.parent_path()),
            .who = whoOf(event),
            .summary = text(event.verdict)};
}

QString EventModel::textOf(const Event &event, int column) const
{
    switch (column) {
    case TimeColumn:
        return shortTime(event.time);
    case EventColumn:
        return eventText(event.kind);
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

} // namespace Lockscope::Ui

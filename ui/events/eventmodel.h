// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockevent.h>

#include <QAbstractTableModel>
#include <QString>

#include <deque>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// The events since the window was opened, newest first; the oldest are removed.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        TimeColumn,
        EventColumn,
        LockColumn,
        WhoColumn,
        FolderColumn,
        ColumnCount,
    };
    static constexpr int Most = 10'000;

    explicit EventModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const std::string &keyAt(int row) const { return m_events[static_cast<std::size_t>(row)].key; }

public Q_SLOTS:
    void add(const std::vector<Lockscope::LockEvent> &events);
    void clear();

private:
    struct Event
    {
        LockEvent::Kind kind;
        Verdict::State state;
        WallTime time;
        std::string key;
        QString name;
        QString folder;
        QString who;
        QString summary;
    };
    static Event toEvent(const LockEvent &event);
    QString textOf(const Event &event, int column) const;

    std::deque<Event> m_events;
};

} // namespace Lockscope::Ui

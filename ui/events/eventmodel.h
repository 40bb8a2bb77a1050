// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>

#include <QAbstractTableModel>
#include <QString>

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace Lockscope::Ui {

/// The events since the window was opened, newest first; the oldest are removed. What happens to a lock again and again
/// within seconds is one row.
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

    const std::string &keyAt(int row) const { return m_events[static_cast<std::size_t>(row)].event.key; }
    const LockEvent &eventAt(int row) const { return m_events[static_cast<std::size_t>(row)].event; }

public Q_SLOTS:
    void add(const std::vector<Lockscope::LockEvent> &events);
    void clear();

private:
    struct Event
    {
        LockEvent event; ///< the last one of the row
        WallTime first;
        int count = 1;
        QString name;
        QString folder;
        QString who;
        QString summary;
    };
    Event toEvent(const LockEvent &event);
    Event toRepetition(const LockEvent &event, const Event &before);
    static std::deque<Event>::iterator findRepeated(std::deque<Event> &rows, const LockEvent &event);
    bool repeatRow(const LockEvent &event);
    void insert(std::deque<Event> fresh);
    static QString textOf(const Event &event, int column);
    static QString toolTipOf(const Event &event, int column);

    std::deque<Event> m_events;
    /// The last holder of each lock, by key: an event that ends a hold does not contain it.
    std::unordered_map<std::string, QString> m_holders;
};

} // namespace Lockscope::Ui

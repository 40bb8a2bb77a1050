// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/events/eventmodel.h"

#include <QWidget>

class QTreeView;

namespace Lockscope::Ui {

class EmptyState;

/// The list of events. Activating a line selects its lock.
class EventsPage : public QWidget
{
    Q_OBJECT

public:
    explicit EventsPage(QWidget *parent = nullptr);

    EventModel &model() { return m_model; }

Q_SIGNALS:
    void chosen(const std::string &key);

private:
    void showWhatThereIs();

    EventModel m_model;
    QTreeView *m_view;
    EmptyState *m_empty;
};

} // namespace Lockscope::Ui

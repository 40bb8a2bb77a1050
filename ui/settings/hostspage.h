// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <lockscope/hosts.h>

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Lockscope::Ui {

class FactsTable;

/// The list of hosts that may be asked and watched: adds, tests and removes them at once, because a host is added by
/// connecting to it.
class HostsPage : public QWidget
{
    Q_OBJECT

public:
    explicit HostsPage(QWidget *parent = nullptr);

Q_SIGNALS:
    /// The list was changed on the disk.
    void changed();

private:
    struct Change
    {
        QString problem;
        QString done;
    };
    void read();
    void add();
    void test();
    void remove();
    void finish(const Change &change);
    void show(const std::vector<ListedHost> &hosts);
    void showButtons();
    std::string selected() const;

    std::vector<ListedHost> m_hosts;
    std::vector<QString> m_states; ///< what the last test showed
    bool m_isBusy = false;
    BackgroundPool m_pool{1};
    FactsTable *m_table;
    QLineEdit *m_name;
    QLineEdit *m_destination;
    QPushButton *m_add;
    QPushButton *m_test;
    QPushButton *m_remove;
    QLabel *m_answer;
};

} // namespace Lockscope::Ui

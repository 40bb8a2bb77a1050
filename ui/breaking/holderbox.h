// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/breaking/breakdesk.h"

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <set>
#include <utility>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace Lockscope::Ui {

/// The processes that are proved to hold a lock, each with a way to ask it to end. One that was asked and holds it
/// still can be killed.
class HolderBox : public QWidget
{
    Q_OBJECT

public:
    explicit HolderBox(BreakDesk &desk, QWidget *parent = nullptr);

    void setPath(const std::filesystem::path &path);

Q_SIGNALS:
    /// Nobody holds it any more.
    void freed();

private:
    void look();
    void show(const BreakDesk::Holders &found);
    void clearRows();
    void addRow(const HolderFacts &holder);
    void send(std::int64_t pid, int number);
    void say(const QString &text);

    BreakDesk &m_desk;
    std::filesystem::path m_path;
    std::set<std::int64_t> m_asked;                     ///< got SIGTERM
    std::vector<std::pair<std::int64_t, bool>> m_shown; ///< pid, was asked
    QTimer m_lookTimer;
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QLabel *m_answer;
};

} // namespace Lockscope::Ui

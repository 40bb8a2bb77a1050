// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/breaking/breakcontroller.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace Lockscope::Ui {

/// The processes that are proven to hold a lock, each with a button that asks it to exit, and a menu of signals. A
/// process that ignores the request can be killed.
///
/// The rows are the holders that were found when the dialog opened, each bound to its process: a button never acts on
/// another process, and a row keeps its place when its process exits. A process that acquires the lock later is
/// reported without a button.
class HolderBox : public QWidget
{
    Q_OBJECT

public:
    HolderBox(BreakController &desk, const QString &title, QWidget *parent = nullptr);

    void setPath(const std::filesystem::path &path);

Q_SIGNALS:
    /// No process holds the lock any more.
    void freed();
    /// When the dialog opened, no process was proven to hold the lock; the reason may be empty.
    void noHolderFound(const QString &reason);

private:
    enum class Stage
    {
        Holds,
        Asked,   ///< was sent a signal that ends most programs
        Ignored, ///< is still running some seconds later
        Killed,
        Released, ///< is running, but does not hold the lock any more
        Exited,
    };
    struct Row
    {
        HolderFacts holder;
        Stage stage = Stage::Holds;
        int sent = 0; ///< the last signal
        std::chrono::steady_clock::time_point asked = {};
    };
    /// The state of the lock since the dialog was opened.
    struct Bound
    {
        bool isKnown = false; ///< the first result has arrived
        bool wasTouched = false;
        std::vector<Row> rows;
        QString newcomers; ///< the processes that acquired the lock since then
    };

    void look();
    void take(const BreakController::Holders &found);
    static void update(Row &row, const BreakController::Holders &found);
    static QString newcomersOf(const Bound &bound, const BreakController::Holders &found);
    void show();
    void clearRows();
    void addRow(std::size_t index);
    static QString stageText(const Row &row);
    void send(std::size_t index, int number);
    static QString sentText(std::int64_t pid, int number);
    void say(const QString &text);

    BreakController &m_desk;
    std::filesystem::path m_path;
    std::map<std::filesystem::path, Bound> m_bounds;
    QStringList m_shown; ///< the text of the rows, which are created again only if it changes
    QTimer m_lookTimer;
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QLabel *m_newcomers;
    QLabel *m_answer;
};

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/breaking/breakcontroller.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace Lockscope::Ui {

/// The processes that are proven to hold a lock, each with a way to ask it to end. One that was asked and ignores it
/// can be killed.
///
/// The rows are the holders that were found when the dialog opened, each bound to its very process: the button of one
/// never acts on another, and a row keeps its place when its process exits. A process that acquires the lock afterwards
/// is reported without a button.
class HolderBox : public QWidget
{
    Q_OBJECT

public:
    explicit HolderBox(BreakController &desk, QWidget *parent = nullptr);

    void setPath(const std::filesystem::path &path);

Q_SIGNALS:
    /// Nobody holds it any more.
    void freed();

private:
    enum class Stage
    {
        Holds,
        Asked,   ///< got SIGTERM
        Ignored, ///< is still running some seconds after that
        Killed,
        Released, ///< is running and does not hold the lock any more
        Exited,
    };
    struct Row
    {
        HolderFacts holder;
        Stage stage = Stage::Holds;
        std::chrono::steady_clock::time_point asked = {};
    };
    /// What the dialog knows of one lock since it opened.
    struct Bound
    {
        bool isKnown = false; ///< the first answer has come
        bool wasTouched = false;
        std::vector<Row> rows;
        QString newcomers; ///< who acquired the lock since
    };

    void look();
    void take(const BreakController::Holders &found);
    static void update(Row &row, const BreakController::Holders &found);
    static QString newcomersOf(const Bound &bound, const BreakController::Holders &found);
    void show();
    void clearRows();
    void addRow(std::size_t index);
    void send(std::size_t index);
    void say(const QString &text);

    BreakController &m_desk;
    std::filesystem::path m_path;
    std::map<std::filesystem::path, Bound> m_bounds;
    QStringList m_shown; ///< what the rows say: they are made anew only if that changes
    QTimer m_lookTimer;
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QLabel *m_newcomers;
    QLabel *m_answer;
};

} // namespace Lockscope::Ui

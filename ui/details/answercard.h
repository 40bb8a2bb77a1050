// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/heldsince.h"
#include "ui/model/waitingsince.h"

#include <lockscope/lockreport.h>

#include <QWidget>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace Lockscope::Ui {

class ElidedLabel;
class GlyphLabel;

/// What the table knows about the times of a lock.
struct LockTimes
{
    std::optional<HeldSince> held;
    std::vector<WaitingProcess> waiting;

    bool operator==(const LockTimes &) const = default;
};

/// What a user can do about a lock. Everything must outlive the card.
struct AnswerActions
{
    QAction &release;
    QAction &signal;
    QMenu &notify;
    QAction &copyReport;
    QAction &askHost;
    QAction &breakLock;
};

/// When the host or the server of a lock was last heard from; absent if it is on this host.
using HeardFrom = std::function<std::optional<std::chrono::steady_clock::time_point>(const LockReport &)>;

/// The answer to what a user wants to know about a lock: its state with the reason, the process that holds it, since
/// when, who waits for it, what to do, and buttons to do it.
class AnswerCard : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerCard(QWidget *parent = nullptr);

    /// The buttons follow the actions: those that do not apply are hidden.
    void setActions(const AnswerActions &actions);
    /// Gives no advice: reports are of another time, and maybe of another host.
    void setRecorded() { m_isRecorded = true; }
    void setHeardFrom(HeardFrom heard) { m_heardFrom = std::move(heard); }
    void setReport(const LockReport &report);
    void setTimes(const LockTimes &times);
    /// Updates the displayed times.
    void goOn();

private:
    void addButton(const char *objectName, const QString &text, QAction &action);
    void showFacts();

    QStringList placeFacts() const;

    bool m_isRecorded = false;
    HeardFrom m_heardFrom;
    std::chrono::steady_clock::time_point m_reportedAt;
    LockReport m_report;
    LockTimes m_times;
    GlyphLabel *m_icon;
    QLabel *m_summary;
    QLabel *m_further;
    ElidedLabel *m_command;
    QLabel *m_facts;
    ElidedLabel *m_format;
    QLabel *m_grounds;
    QLabel *m_advice;
    QLineEdit *m_path;
    QVBoxLayout *m_buttons;
    QPushButton *m_notify = nullptr;
};

} // namespace Lockscope::Ui

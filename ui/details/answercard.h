// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/heldsince.h"
#include "ui/model/waitingsince.h"

#include <lockscope/lockreport.h>

#include <QWidget>

#include <optional>
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
    QAction &breakLock;
};

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
    void setReport(const LockReport &report);
    void setTimes(const LockTimes &times);
    /// Updates the displayed times.
    void goOn();

private:
    void addButton(const char *objectName, const QString &text, QAction &action);
    void showFacts();

    bool m_isRecorded = false;
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

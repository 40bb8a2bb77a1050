// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breaker.h>

#include <QWidget>

class QLabel;
class QLineEdit;
class QLayout;
class QTabWidget;
class QToolButton;

namespace Lockscope::Ui {

class FactsTable;
class GlyphLabel;

/// One plan for the user to decide on: what the lock is, why it may be broken, what will happen, and until when that
/// can be undone. Steps with their system calls and the evidence are folded. If the break is not proven to be safe, the
/// user must type the name of the lock.
class PlanView : public QWidget
{
    Q_OBJECT

public:
    explicit PlanView(QWidget *parent = nullptr);

    /// `asksForName`: offers the confirmation for a lock that can only be broken with force.
    void setPlan(const BreakPlan &plan, bool asksForName);
    /// True if the name was typed correctly.
    bool isConfirmed() const;
    bool isUnfolded() const;

Q_SIGNALS:
    void confirmationChanged();
    void unfolded(bool isUnfolded);

private:
    QLayout *newHead();
    QLayout *newAnswers();
    QWidget *newConfirmation();

    GlyphLabel *m_icon;
    QLabel *m_sentence;
    QLabel *m_path;
    QLabel *m_kind;
    QLabel *m_judgement;
    QLabel *m_effectName;
    QLabel *m_effect;
    QLabel *m_undoName;
    QLabel *m_undo;
    QToolButton *m_unfold;
    FactsTable *m_steps;
    FactsTable *m_evidence;
    QTabWidget *m_tables;
    QWidget *m_confirmation;
    QLabel *m_confirmationText;
    QLineEdit *m_typed;
    QString m_name;
};

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/breakplan.h>

#include <QWidget>

class QLabel;
class QLineEdit;
class QTabWidget;

namespace Lockscope::Ui {

class FactsTable;
class GlyphLabel;

/// One plan for the user to decide on: the verdict, the steps and the evidence. If the break is not proven to be safe,
/// the user must type the name of the lock.
class PlanView : public QWidget
{
    Q_OBJECT

public:
    explicit PlanView(QWidget *parent = nullptr);

    /// `asksForName`: offers the confirmation for a lock that can only be broken with force.
    void setPlan(const BreakPlan &plan, bool asksForName);
    /// True if the name was typed correctly.
    bool isConfirmed() const;

Q_SIGNALS:
    void confirmationChanged();

private:
    GlyphLabel *m_icon;
    QLabel *m_sentence;
    QLabel *m_path;
    QLabel *m_judgement;
    FactsTable *m_steps;
    FactsTable *m_evidence;
    QTabWidget *m_tables;
    QWidget *m_confirmation;
    QLabel *m_confirmationText;
    QLineEdit *m_typed;
    QString m_name;
};

} // namespace Lockscope::Ui

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

/// One plan for a person to decide on: what is so, what would be done, what it rests on. What is not proved to be safe
/// asks for the lock's name to be typed.
class PlanView : public QWidget
{
    Q_OBJECT

public:
    explicit PlanView(QWidget *parent = nullptr);

    /// `asksForName`: what can be broken with force only can be confirmed here.
    void setPlan(const BreakPlan &plan, bool asksForName);
    /// The name was typed as it is.
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

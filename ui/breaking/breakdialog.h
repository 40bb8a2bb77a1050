// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/breaking/breakcontroller.h"

#include <QDialog>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace Lockscope::Ui {

class HolderBox;
class PlanView;

/// Asks before locks are broken: shows the steps and the evidence for each lock, then the result. If there are several
/// locks, only those that are safe to break are broken. A single lock that is not safe requires its name as
/// confirmation.
class BreakDialog : public QDialog
{
    Q_OBJECT

public:
    BreakDialog(BreakController &desk, const Paths &paths, QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;

private:
    enum class Outcome
    {
        Open,
        UnderWay,
        Broken,
        Failed,
    };
    struct Case
    {
        BreakPlan plan;
        Outcome outcome = Outcome::Open;
        QString result;
    };

    QWidget *newButtons();
    void fit();
    void setPlans(std::vector<BreakPlan> plans);
    void showCase(int row);
    void showCases();
    void showButtons();
    void execute();
    void execute(std::size_t index);
    bool isWanted(const Case &one) const;
    QString listText(const Case &one) const;

    BreakController &m_desk;
    int m_step; ///< everything that this dialog breaks is undone together
    std::vector<Case> m_cases;
    QListWidget *m_list;
    PlanView *m_plan;
    HolderBox *m_holders;
    QLabel *m_answer;
    QPushButton *m_break;
    QPushButton *m_close;
};

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/breakdialog.h"

#include "ui/breaking/holderbox.h"
#include "ui/breaking/planview.h"
#include "ui/text/lockaddress.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/displaytext.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

constexpr int ListCharacters = 32;
constexpr int PlanWidth = 480;
constexpr int StepsCharacters = 150; ///< a step and its system calls
constexpr int StepsLines = 40;

bool isForceable(const BreakPlan &plan)
{
    return plan.permission == BreakPlan::Permission::WithForce;
}

} // namespace

BreakDialog::BreakDialog(BreakController &desk, const Paths &paths, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_step(desk.newStep())
    , m_list(new QListWidget)
    , m_plan(new PlanView)
    , m_holders(new HolderBox(desk, tr("Terminate the holder instead:")))
    , m_answer(new QLabel(tr("Inspecting the lock…")))
    , m_break(new QPushButton)
    , m_close(new QPushButton(tr("Cancel")))
{
    setObjectName(QStringLiteral("breakDialog"));
    setWindowTitle(paths.size() == 1 ? tr("Break a lock")
                                     : tr("Break %n lock(s)", nullptr, static_cast<int>(paths.size())));
    m_list->setObjectName(QStringLiteral("breakList"));
    m_list->setAccessibleName(tr("Locks to break"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int icon = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_list->setIconSize({icon, icon});
    m_list->setFixedWidth(fontMetrics().averageCharWidth() * ListCharacters);
    connect(m_list, &QListWidget::currentRowChanged, this, &BreakDialog::showCase);
    connect(m_plan, &PlanView::confirmationChanged, this, &BreakDialog::showButtons);
    connect(m_holders, &HolderBox::freed, this, &BreakDialog::showButtons);

    auto *side = new QVBoxLayout;
    side->setSpacing(10);
    side->addWidget(m_plan, 1);
    side->addWidget(m_holders);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(14);
    columns->addWidget(m_list);
    columns->addLayout(side, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(newButtons());
    m_list->hide();
    m_plan->hide();
    showButtons();
    connect(m_plan, &PlanView::unfolded, this, &BreakDialog::fit);
    fit();
    desk.plan(*this, paths, [this](std::vector<BreakPlan> plans) { setPlans(std::move(plans)); });
}

/// Small; if the steps are shown, wide enough for them.
void BreakDialog::fit()
{
    const auto room = screen()->availableSize() * 9 / 10;
    const auto metrics = fontMetrics();
    QSize size(PlanWidth, 0);
    if (m_plan->isUnfolded())
        size = {metrics.averageCharWidth() * StepsCharacters, metrics.height() * StepsLines};
    if (!m_list->isHidden())
        size.rwidth() += m_list->width() + layout()->spacing();
    size = size.boundedTo(room);
    resize(size.width(), std::max(size.height(), layout()->totalHeightForWidth(size.width())));
}

/// The dialog grows with its text, so that no sentence is cut off.
bool BreakDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        if (const int least = layout()->minimumHeightForWidth(width()); height() < least)
            resize(width(), least);
    }
    return isHandled;
}

QWidget *BreakDialog::newButtons()
{
    m_answer->setObjectName(QStringLiteral("breakAnswer"));
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setWordWrap(true);
    m_break->setObjectName(QStringLiteral("breakButton"));
    m_break->setAutoDefault(false);
    m_close->setObjectName(QStringLiteral("breakClose"));
    // Pressing Enter without reading breaks nothing.
    m_close->setDefault(true);
    connect(m_break, &QPushButton::clicked, this, qOverload<>(&BreakDialog::execute));
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_answer, 1);
    layout->addWidget(m_close);
    layout->addWidget(m_break);
    return row;
}

void BreakDialog::setPlans(std::vector<BreakPlan> plans)
{
    for (auto &plan : plans)
        m_cases.push_back({.plan = std::move(plan), .outcome = Outcome::Open, .result = {}});
    m_list->setVisible(m_cases.size() > 1);
    m_plan->setVisible(!m_cases.empty());
    for (std::size_t i = 0; i < m_cases.size(); ++i)
        m_list->addItem(new QListWidgetItem);
    m_answer->setText({});
    showCases();
    m_list->setCurrentRow(m_cases.empty() ? -1 : 0);
    fit();
}

void BreakDialog::showCase(int row)
{
    if (row < 0)
        return;
    const auto &plan = m_cases[static_cast<std::size_t>(row)].plan;
    m_plan->setPlan(plan, m_cases.size() == 1);
    // A PID in a file proves nothing: the holders are those that the kernel reports.
    if (plan.permission != BreakPlan::Permission::Safe && plan.report.verdict.state == Verdict::State::Held &&
        !LockAddress::isAddress(plan.report.path))
        m_holders->setPath(plan.report.path);
    else
        m_holders->hide();
    showButtons();
}

void BreakDialog::showCases()
{
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        const auto &one = m_cases[i];
        auto *item = m_list->item(static_cast<int>(i));
        item->setText(listText(one));
        item->setToolTip(plainToolTip(one.plan.pathText() + (one.result.isEmpty() ? QString() : u'\n' + one.result)));
        const bool isDone = one.outcome == Outcome::Broken;
        item->setIcon(glyphIcon(isDone                           ? Glyph::Free
                                : one.outcome == Outcome::Failed ? Glyph::Close
                                                                 : glyphOf(one.plan.report.verdict)));
    }
    showButtons();
}

void BreakDialog::showButtons()
{
    const auto wanted = std::ranges::count_if(m_cases, [this](const Case &one) { return isWanted(one); });
    const bool isBusy = std::ranges::any_of(m_cases, [](const Case &one) { return one.outcome == Outcome::UnderWay; });
    const bool isOne = m_cases.size() == 1;
    const bool isForced = isOne && isForceable(m_cases.front().plan);
    m_break->setText(isForced ? tr("&Break anyway")
                     : isOne  ? tr("&Break")
                              : tr("&Break %n safe lock(s)", nullptr, static_cast<int>(wanted)));
    m_break->setEnabled(wanted > 0 && !isBusy);
}

void BreakDialog::execute()
{
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        if (isWanted(m_cases[i]))
            execute(i);
    }
    showCases();
}

void BreakDialog::execute(std::size_t index)
{
    auto &one = m_cases[index];
    const auto force = isForceable(one.plan) ? Breaker::Force::Yes : Breaker::Force::No;
    one.outcome = Outcome::UnderWay;
    m_desk.execute(*this, one.plan, force, m_step, [this, index](const Result<BrokenLock> &result) {
        auto &done = m_cases[index];
        done.outcome = result ? Outcome::Broken : Outcome::Failed;
        done.result = result ? tr("Broken") : failureText(result.error());
        showCases();
        if (m_cases.size() > 1) {
            const auto count = std::ranges::count(m_cases, Outcome::Broken, &Case::outcome);
            m_answer->setText(tr("%1 of %2 locks broken. They can be restored.").arg(count).arg(m_cases.size()));
            m_close->setText(tr("Close"));
        } else if (result) {
            accept();
        } else {
            m_answer->setText(done.result);
            m_close->setText(tr("Close"));
        }
    });
}

bool BreakDialog::isWanted(const Case &one) const
{
    if (one.outcome != Outcome::Open || one.plan.missingPermission)
        return false;
    return one.plan.isSafe() || (m_cases.size() == 1 && isForceable(one.plan) && m_plan->isConfirmed());
}

QString BreakDialog::listText(const Case &one) const
{
    const auto name = displayText(one.plan.report.path.filename());
    switch (one.outcome) {
    case Outcome::Open:
        return one.plan.isSafe() && !one.plan.missingPermission ? name : tr("%1 – skipped").arg(name);
    case Outcome::UnderWay:
        return tr("%1 – breaking…").arg(name);
    case Outcome::Broken:
        return tr("%1 – broken").arg(name);
    case Outcome::Failed:
        return tr("%1 – %2").arg(name, one.result);
    }
    return name;
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/planview.h"

#include "ui/details/reportfacts.h"
#include "ui/text/agetext.h"
#include "ui/text/formattext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scaledfont.h"
#include "ui/widgets/theme.h"

#include <lockscope/breaker.h>
#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QFont>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

constexpr int IconSide = 32;

/// Quoted for a shell.
QString commandForRoot(const BreakPlan &plan)
{
    ProcessFacts command;
    command.commandLine = {"sudo", "lockscopectl", "break"};
    if (!plan.isSafe())
        command.commandLine.emplace_back("--force");
    command.commandLine.push_back(plan.report.path.native());
    return command.commandLineText();
}

/// Explains the permission for this lock in sentences.
QString judgementText(const BreakPlan &plan)
{
    const auto because = [&](const QString &sentence) {
        const auto why = plan.refusalText();
        return why.isEmpty() ? sentence : sentence + QLatin1Char(' ') + PlanView::tr("Reason: %1.").arg(why);
    };
    QStringList sentences;
    switch (plan.permission) {
    case BreakPlan::Permission::Safe:
        sentences += plan.missingPermission ? PlanView::tr("The holder has exited.")
                                            : PlanView::tr("Safe to break: the holder has exited.");
        break;
    case BreakPlan::Permission::WithForce:
        sentences += because(PlanView::tr("Not proven stale."));
        break;
    case BreakPlan::Permission::Never:
        sentences += because(PlanView::tr("Cannot be broken."));
        break;
    case BreakPlan::Permission::Nothing:
        sentences += PlanView::tr("The lock no longer exists.");
        break;
    }
    if (const auto holders = holderText(plan.report); plan.permission != BreakPlan::Permission::Safe &&
                                                      plan.report.verdict.state != Verdict::State::Held &&
                                                      !holders.isEmpty())
        sentences += PlanView::tr("Holder: %1.").arg(holders);
    for (const auto &message : {plan.consequence, plan.advice}) {
        if (message)
            sentences += text(*message);
    }
    if (plan.missingPermission)
        sentences += PlanView::tr("You do not have permission to break it. %1 To break it as root, run: %2")
                         .arg(failureText(*plan.missingPermission), commandForRoot(plan));
    return sentences.join(u' ');
}

/// `PID file, recorded owner: 4242 on box`
QString kindText(const LockReport &report)
{
    const auto title = formatText(report.format).title;
    const auto owner = report.owner.text();
    return owner.isEmpty() ? title : PlanView::tr("%1, recorded owner: %2").arg(title, owner);
}

QString effectText(const BreakPlan &plan)
{
    QStringList sentences;
    if (LockAddress::of(plan.report.path).where == LockAddress::Where::Etcd)
        return PlanView::tr("The key of the holder is deleted. The holder is not notified: a command that it runs "
                            "continues, at the same time as that of the next holder.");
    if (!plan.report.row.empty())
        sentences += PlanView::tr("The row of the lock is deleted from the database.");
    else
        sentences += PlanView::tr("The lock is moved into quarantine in the same folder. Its name becomes free.");
    if (!plan.companions.empty())
        sentences +=
            PlanView::tr("%n companion file(s) are moved with it.", nullptr, static_cast<int>(plan.companions.size()));
    return sentences.join(u' ');
}

/// Only a proven break expires: see BrokenLock::expires().
QString undoText(const BreakPlan &plan)
{
    if (LockAddress::of(plan.report.path).where == LockAddress::Where::Etcd)
        return PlanView::tr("It can be restored while its lease lasts and no other client has acquired the lock. Its "
                            "fencing token is then a new one.");
    if (!plan.isSafe())
        return PlanView::tr("It can be restored until you delete it from the list of broken locks.");
    BrokenLock broken;
    broken.time = wallTimeNow();
    const auto expires = broken.expires();
    return expires ? PlanView::tr("It can be restored until %1.").arg(timeText(*expires)) : QString();
}

QLabel *newName(const QString &text)
{
    auto *label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

Accent accentOf(const BreakPlan &plan)
{
    if (plan.missingPermission)
        return Accent::Stale;
    switch (plan.permission) {
    case BreakPlan::Permission::Safe:
        return Accent::Free;
    case BreakPlan::Permission::WithForce:
    case BreakPlan::Permission::Never:
        return Accent::Stale;
    case BreakPlan::Permission::Nothing:
        break;
    }
    return Accent::Absent;
}

} // namespace

PlanView::PlanView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new GlyphLabel(Glyph::Unknown, IconSide))
    , m_sentence(newSelectableLabel(QStringLiteral("planSentence")))
    , m_path(newSelectableLabel(QStringLiteral("planPath")))
    , m_kind(newSelectableLabel(QStringLiteral("planKind")))
    , m_judgement(newSelectableLabel(QStringLiteral("planJudgement")))
    , m_effectName(newName(tr("Effect")))
    , m_effect(newSelectableLabel(QStringLiteral("planEffect")))
    , m_undoName(newName(tr("Undo")))
    , m_undo(newSelectableLabel(QStringLiteral("planUndo")))
    , m_unfold(new QToolButton)
    , m_steps(new FactsTable({tr("Step"), tr("System calls")}))
    , m_evidence(new FactsTable({tr("Supports"), tr("Finding"), tr("Source")}))
    , m_tables(new QTabWidget)
    , m_confirmation(newConfirmation())
{
    m_steps->setObjectName(QStringLiteral("planSteps"));
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setFrameShape(QFrame::StyledPanel);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_evidence->setFrameShape(QFrame::StyledPanel);
    m_tables->setObjectName(QStringLiteral("planTables"));
    m_tables->setDocumentMode(true);
    m_tables->addTab(m_steps, tr("Steps"));
    m_tables->addTab(m_evidence, tr("Evidence"));
    m_tables->hide();
    m_unfold->setObjectName(QStringLiteral("planUnfold"));
    m_unfold->setText(tr("Steps and evidence"));
    m_unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_unfold->setArrowType(Qt::RightArrow);
    m_unfold->setAutoRaise(true);
    m_unfold->setCheckable(true);
    m_unfold->setFocusPolicy(Qt::StrongFocus);
    connect(m_unfold, &QToolButton::toggled, this, [this](bool isUnfolded) {
        m_unfold->setArrowType(isUnfolded ? Qt::DownArrow : Qt::RightArrow);
        m_tables->setVisible(isUnfolded);
        Q_EMIT unfolded(isUnfolded);
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(newHead());
    layout->addLayout(newAnswers());
    layout->addWidget(m_unfold);
    layout->addWidget(m_tables, 1);
    layout->addWidget(m_confirmation);
    layout->addStretch();
}

QLayout *PlanView::newHead()
{
    auto font = scaledFont(m_sentence->font(), 1.15);
    font.setBold(true);
    m_sentence->setFont(font);
    m_path->setForegroundRole(QPalette::PlaceholderText);
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_sentence);
    texts->addWidget(m_path);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(texts, 1);
    return head;
}

QLayout *PlanView::newAnswers()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    const auto add = [grid](QLabel *name, QLabel *answer) {
        const int row = grid->rowCount();
        grid->addWidget(name, row, 0, Qt::AlignTop);
        grid->addWidget(answer, row, 1);
    };
    add(newName(tr("Lock")), m_kind);
    add(newName(tr("Reason")), m_judgement);
    add(m_effectName, m_effect);
    add(m_undoName, m_undo);
    return grid;
}

QWidget *PlanView::newConfirmation()
{
    m_confirmationText = newSelectableLabel(QStringLiteral("confirmationText"));
    m_typed = new QLineEdit;
    m_typed->setObjectName(QStringLiteral("typedName"));
    connect(m_typed, &QLineEdit::textChanged, this, &PlanView::confirmationChanged);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_confirmationText);
    layout->addWidget(m_typed);
    return box;
}

void PlanView::setPlan(const BreakPlan &plan, bool asksForName)
{
    const auto &report = plan.report;
    m_icon->setGlyph(glyphOf(report.verdict));
    m_sentence->setText(text(report.verdict));
    m_path->setText(plan.pathText());
    m_kind->setText(kindText(report));
    const bool isPermitted =
        plan.permission == BreakPlan::Permission::Safe || plan.permission == BreakPlan::Permission::WithForce;
    const bool hasEffect = isPermitted && !plan.missingPermission;
    m_effect->setText(effectText(plan));
    m_undo->setText(undoText(plan));
    for (auto *label : {m_effectName, m_effect, m_undoName, m_undo})
        label->setVisible(hasEffect);
    m_judgement->setText(judgementText(plan));
    auto colours = palette();
    colours.setColor(QPalette::WindowText, accentColour(accentOf(plan), colours));
    m_judgement->setPalette(colours);

    std::vector<FactsTable::Row> steps;
    for (const auto &step : plan.steps) {
        const QString number = QString::number(steps.size() + 1) + QLatin1String(". ");
        steps.push_back({.texts = {number + text(step.message), step.call}, .icon = {}});
    }
    m_steps->setRows(steps);
    m_tables->setTabVisible(0, !steps.empty());
    m_evidence->setRows(evidenceRows(report));

    m_name = displayText(report.path.filename());
    m_confirmationText->setText(tr("To break it anyway, type its name: %1").arg(m_name));
    m_typed->clear();
    m_typed->setAccessibleName(m_confirmationText->text());
    m_confirmation->setVisible(asksForName && hasEffect && !plan.isSafe());
}

bool PlanView::isUnfolded() const
{
    return m_unfold->isChecked();
}

bool PlanView::isConfirmed() const
{
    return !m_confirmation->isHidden() && m_typed->text() == m_name;
}

} // namespace Lockscope::Ui

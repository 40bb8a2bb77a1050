// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/planview.h"

#include "ui/details/reportfacts.h"
#include "ui/text/holdertext.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/scaledfont.h"
#include "ui/widgets/theme.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QFont>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

constexpr int IconSide = 32;

QLabel *newPlainLabel(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
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
        sentences += PlanView::tr("Safe to break: the holder has exited. The lock can be restored later.");
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
    return sentences.join(u' ');
}

Accent accentOf(BreakPlan::Permission permission)
{
    switch (permission) {
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
    , m_sentence(newPlainLabel(QStringLiteral("planSentence")))
    , m_path(newPlainLabel(QStringLiteral("planPath")))
    , m_judgement(newPlainLabel(QStringLiteral("planJudgement")))
    , m_steps(new FactsTable({tr("Step"), tr("System calls")}))
    , m_evidence(new FactsTable({tr("Supports"), tr("Finding"), tr("Source")}))
    , m_tables(new QTabWidget)
    , m_confirmation(new QWidget)
    , m_confirmationText(newPlainLabel(QStringLiteral("confirmationText")))
    , m_typed(new QLineEdit)
{
    auto font = scaledFont(m_sentence->font(), 1.15);
    font.setBold(true);
    m_sentence->setFont(font);
    m_path->setForegroundRole(QPalette::PlaceholderText);
    m_steps->setObjectName(QStringLiteral("planSteps"));
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setFrameShape(QFrame::StyledPanel);
    m_evidence->setAccessibleName(tr("Evidence"));
    m_evidence->setFrameShape(QFrame::StyledPanel);
    m_typed->setObjectName(QStringLiteral("typedName"));
    connect(m_typed, &QLineEdit::textChanged, this, &PlanView::confirmationChanged);

    auto *texts = new QVBoxLayout;
    texts->addWidget(m_sentence);
    texts->addWidget(m_path);
    texts->addWidget(m_judgement);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(texts, 1);
    m_tables->setObjectName(QStringLiteral("planTables"));
    m_tables->setDocumentMode(true);
    m_tables->addTab(m_steps, tr("Steps"));
    m_tables->addTab(m_evidence, tr("Evidence"));
    auto *confirmation = new QVBoxLayout(m_confirmation);
    confirmation->setContentsMargins(0, 0, 0, 0);
    confirmation->addWidget(m_confirmationText);
    confirmation->addWidget(m_typed);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addWidget(m_tables, 1);
    layout->addWidget(m_confirmation);
}

void PlanView::setPlan(const BreakPlan &plan, bool asksForName)
{
    const auto &report = plan.report;
    m_icon->setGlyph(glyphOf(report.verdict.state));
    m_sentence->setText(text(report.verdict));
    m_path->setText(plan.pathText());
    m_judgement->setText(judgementText(plan));
    auto colours = palette();
    colours.setColor(QPalette::WindowText, accentColour(accentOf(plan.permission), colours));
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
    m_confirmation->setVisible(asksForName && plan.permission == BreakPlan::Permission::WithForce);
}

bool PlanView::isConfirmed() const
{
    return !m_confirmation->isHidden() && m_typed->text() == m_name;
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/formatview.h"

#include "ui/details/reportfacts.h"
#include "ui/text/formattext.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace Lockscope::Ui {

FormatView::FormatView(QWidget *parent)
    : QWidget(parent)
    , m_facts(new FactList)
    , m_candidates(new FactsTable({tr("Format"), tr("Match"), tr("Reason"), tr("ID")}))
    , m_describe(new QPushButton(tr("&Describe this format…")))
{
    m_facts->setObjectName(QStringLiteral("format"));
    m_candidates->setObjectName(QStringLiteral("formatCandidates"));
    m_candidates->setAccessibleName(tr("Formats that were compared"));
    m_describe->setObjectName(QStringLiteral("describeHere"));
    connect(m_describe, &QPushButton::clicked, this, &FormatView::describeRequested);

    auto *known = new QWidget;
    known->setAutoFillBackground(true);
    known->setBackgroundRole(QPalette::Base);
    auto *describeRow = new QHBoxLayout;
    describeRow->setContentsMargins(10, 0, 10, 10);
    describeRow->addWidget(m_describe);
    describeRow->addStretch();
    auto *knownLayout = new QVBoxLayout(known);
    knownLayout->setContentsMargins(0, 0, 0, 0);
    knownLayout->setSpacing(0);
    knownLayout->addWidget(m_facts, 1);
    knownLayout->addLayout(describeRow);
    auto *sides = new QSplitter;
    sides->addWidget(known);
    sides->addWidget(m_candidates);
    sides->setStretchFactor(0, 2);
    sides->setStretchFactor(1, 3);
    sides->setSizes({2000, 3000}); // in this proportion
    sides->setChildrenCollapsible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sides);
}

void FormatView::setReport(const LockReport &report)
{
    m_facts->setFacts(formatFacts(report));
    const bool isAway = LockAddress::isAddress(report.path);
    m_describe->setVisible(!m_isRecorded && !isAway && isUnknownFormat(report.format) && report.row.empty() &&
                           !report.path.empty());
    if (m_isRecorded || isAway) {
        m_path.clear();
        showRecorded(report.formats);
        return;
    }
    const auto path = report.row.empty() ? report.path : std::filesystem::path();
    if (path != m_path || report.format != m_format) {
        m_path = path;
        m_format = report.format;
        m_isRead = false;
        m_candidates->setRows({});
    }
    if (isVisible())
        read();
}

void FormatView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_isRecorded)
        read();
}

void FormatView::read()
{
    if (m_isRead || m_isReading || m_path.empty())
        return;
    m_isReading = true;
    m_pool.ask(
        *this, [path = m_path] { return explainFormat(path); },
        [this, path = m_path, format = m_format](const std::vector<FormatCandidate> &candidates) {
            m_isReading = false;
            m_isRead = path == m_path && format == m_format;
            if (m_isRead)
                show(candidates);
            else
                read();
        });
}

void FormatView::show(const std::vector<FormatCandidate> &candidates)
{
    std::vector<FactsTable::Row> rows;
    for (const auto &candidate : candidates) {
        const std::string id(candidate.id);
        const bool isChosen = candidate.matches && rows.empty();
        rows.push_back({.texts = {formatText(id).title,
                                  candidate.matches ? tr("%1 %").arg(qRound(candidate.confidence * 100)) : tr("no"),
                                  text(Phrase{candidate.reason}), displayText(id)},
                        .icon = isChosen ? glyphIcon(Glyph::Free) : QIcon()});
    }
    if (rows.empty())
        rows.push_back({.texts = {tr("No format has such a name or content."), {}, {}, {}}, .icon = {}});
    m_candidates->setRows(rows);
}

/// The formats that matched: the others were not recorded.
void FormatView::showRecorded(const std::vector<FormatMatch> &formats)
{
    std::vector<FactsTable::Row> rows;
    for (const auto &format : formats)
        rows.push_back({.texts = {formatText(format.id).title, tr("%1 %").arg(qRound(format.confidence * 100)),
                                  text(format.reason), displayText(format.id)},
                        .icon = rows.empty() ? glyphIcon(Glyph::Free) : QIcon()});
    m_candidates->setRows(rows);
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/capture/comparisondialog.h"

#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockname.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"

#include <lockscope/displaytext.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

using Kind = CaptureChange::Kind;
using Part = CaptureChange::Part;

QString partText(Part part)
{
    switch (part) {
    case Part::State:
        return ComparisonDialog::tr("state");
    case Part::Holder:
        return ComparisonDialog::tr("holder");
    case Part::Waiters:
        return ComparisonDialog::tr("waiting processes");
    case Part::Owner:
        return ComparisonDialog::tr("owner");
    case Part::Format:
        return ComparisonDialog::tr("format");
    case Part::File:
        return ComparisonDialog::tr("file");
    }
    return {};
}

QString kindText(const CaptureChange &change)
{
    switch (change.kind) {
    case Kind::New:
        return ComparisonDialog::tr("New");
    case Kind::Gone:
        return ComparisonDialog::tr("Gone");
    case Kind::Changed:
        break;
    }
    QStringList parts;
    for (const auto part : change.parts)
        parts += partText(part);
    return ComparisonDialog::tr("Changed: %1").arg(parts.join(QLatin1String(", ")));
}

/// `Held · nginx (42) · 3 waiting`
QString stateLine(const LockReport *report)
{
    if (!report)
        return QStringLiteral("–");
    QStringList texts{verdictText(report->verdict)};
    if (const auto holder = holderText(*report); !holder.isEmpty())
        texts += holder;
    if (const auto waiters = report->waiterCount(); waiters > 0)
        texts += ComparisonDialog::tr("%1 waiting").arg(waiters);
    return texts.join(QStringLiteral(" · "));
}

QString nameOf(const LockReport &report)
{
    const auto path = displayText(report.path.empty() ? report.key() : report.path.native());
    return report.row.empty() ? path : path + QLatin1String(": ") + displayText(report.row);
}

} // namespace

ComparisonDialog::ComparisonDialog(std::shared_ptr<const Capture> before, std::shared_ptr<const Capture> after,
                                   QWidget *parent)
    : QDialog(parent)
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_changes(compare(*m_before, *m_after))
    , m_table(new FactsTable({tr("Difference"), tr("Lock"), tr("Before"), tr("After")}))
{
    setObjectName(QStringLiteral("comparisonDialog"));
    setWindowTitle(tr("Comparison of two captures"));
    auto *text = newSelectableLabel(QStringLiteral("comparisonText"));
    text->setText(headline());
    m_table->setObjectName(QStringLiteral("comparisonTable"));
    m_table->setAccessibleName(tr("Differences"));
    connect(m_table, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const auto row = static_cast<std::size_t>(m_table->indexOfTopLevelItem(item));
        Q_EMIT lockChosen(m_changes[row].lock().key());
    });
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    showChanges();
    resize(900, 480);
}

QString ComparisonDialog::headline() const
{
    const auto count = [this](Kind kind) { return std::ranges::count(m_changes, kind, &CaptureChange::kind); };
    QStringList lines;
    lines += tr("From %1 to %2: %3 new, %4 gone, %5 changed.")
                 .arg(timeText(m_before->time), timeText(m_after->time))
                 .arg(count(Kind::New))
                 .arg(count(Kind::Gone))
                 .arg(count(Kind::Changed));
    if (m_before->hostname != m_after->hostname)
        lines += tr("The captures are of different hosts: %1 and %2.")
                     .arg(displayText(m_before->hostname), displayText(m_after->hostname));
    else if (m_before->bootId != m_after->bootId)
        lines += tr("The host was rebooted in between.");
    return lines.join(u'\n');
}

void ComparisonDialog::showChanges()
{
    std::vector<FactsTable::Row> rows;
    for (const auto &change : m_changes)
        rows.push_back(
            {.texts = {kindText(change), nameOf(change.lock()), stateLine(change.before), stateLine(change.after)},
             .icon = change.after ? glyphIcon(glyphOf(change.after->verdict)) : QIcon(),
             .iconColumn = 3});
    m_table->setRows(rows);
}

} // namespace Lockscope::Ui

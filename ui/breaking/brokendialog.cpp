// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/brokendialog.h"

#include "ui/breaking/breakcontroller.h"
#include "ui/text/agetext.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/wording.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Lockscope::Ui {

BrokenDialog::BrokenDialog(BreakController &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_table(new FactsTable({tr("Lock"), tr("Broken"), tr("State when broken")}))
    , m_answer(new QLabel)
    , m_putBack(new QPushButton(tr("&Restore")))
{
    setObjectName(QStringLiteral("brokenDialog"));
    setWindowTitle(tr("Broken locks"));
    m_table->setObjectName(QStringLiteral("brokenTable"));
    m_table->setAccessibleName(tr("Broken locks"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::StyledPanel);
    m_answer->setObjectName(QStringLiteral("brokenAnswer"));
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setWordWrap(true);
    m_putBack->setObjectName(QStringLiteral("putBack"));
    m_putBack->setEnabled(false); // nothing is selected yet
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_putBack, &QPushButton::clicked, this, &BrokenDialog::putBack);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &BrokenDialog::showButtons);
    connect(&desk, &BreakController::undone, this, [this](const BrokenLock &lock) {
        m_answer->setText(tr("%1 was restored.").arg(lock.pathText()));
        look();
    });
    connect(&desk, &BreakController::undoFailed, m_answer, &QLabel::setText);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_answer, 1);
    buttons->addWidget(close);
    buttons->addWidget(m_putBack);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    resize(720, 360);
    look();
}

void BrokenDialog::look()
{
    m_desk.listBroken(*this, [this](const Breaker::Found &found) {
        m_locks = found.locks;
        std::vector<FactsTable::Row> rows;
        for (const auto &lock : m_locks)
            rows.push_back({.texts = {lock.pathText(), shortTimeText(lock.time), text(lock.verdict)},
                            .icon = glyphIcon(glyphOf(lock.verdict.state))});
        m_table->setRows(rows);
        if (!found.failures.empty())
            m_answer->setText(failureText(found.failures.front()));
        else if (m_locks.empty() && m_answer->text().isEmpty())
            m_answer->setText(tr("No lock was broken on this host in the last days."));
        else if (!m_locks.empty())
            m_table->setCurrentItem(m_table->topLevelItem(0));
        showButtons();
    });
}

void BrokenDialog::putBack()
{
    const int row = m_table->indexOfTopLevelItem(m_table->currentItem());
    if (row >= 0)
        m_desk.undo(m_locks[static_cast<std::size_t>(row)].id);
}

void BrokenDialog::showButtons()
{
    m_putBack->setEnabled(!m_table->selectedItems().isEmpty());
}

} // namespace Lockscope::Ui

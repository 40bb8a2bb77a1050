// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/brokendialog.h"

#include "ui/breaking/breakcontroller.h"
#include "ui/text/agetext.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/wording.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>

#include <utility>

namespace Lockscope::Ui {

namespace {

/// What happened to the locks, then what did not.
QString outcomeText(const QString &done, const BreakController::Outcome &outcome)
{
    return (QStringList(outcome.locks.empty() ? QString() : done) + outcome.problems).join(u' ').trimmed();
}

QString keptText(const BrokenLock &lock)
{
    if (lock.busy)
        return BrokenDialog::tr("in use by another process");
    if (lock.partlyDeleted)
        return BrokenDialog::tr("indefinitely: partly deleted");
    if (lock.changed)
        return BrokenDialog::tr("indefinitely: changed in quarantine");
    if (LockAddress::of(lock.path).where == LockAddress::Where::Etcd)
        return BrokenDialog::tr("while its lease lasts", "kept");
    const auto expires = lock.expires();
    return expires ? shortTimeText(*expires) : BrokenDialog::tr("indefinitely", "kept");
}

} // namespace

BrokenDialog::BrokenDialog(BreakController &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_table(new FactsTable({tr("Lock"), tr("Broken"), tr("Kept until"), tr("State when broken")}))
    , m_answer(new QLabel)
    , m_putBack(new QPushButton(tr("&Restore")))
    , m_delete(new QPushButton(tr("&Delete permanently…")))
{
    setObjectName(QStringLiteral("brokenDialog"));
    setWindowTitle(tr("Broken locks"));
    m_table->setObjectName(QStringLiteral("brokenTable"));
    m_table->setAccessibleName(tr("Broken locks"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setFrameShape(QFrame::StyledPanel);
    m_answer->setObjectName(QStringLiteral("brokenAnswer"));
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setWordWrap(true);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &BrokenDialog::showButtons);
    connect(&desk, &BreakController::restored, this, [this](const BreakController::Outcome &outcome) {
        const auto count = static_cast<int>(outcome.locks.size());
        m_answer->setText(outcomeText(count == 1 ? tr("%1 was restored.").arg(outcome.locks.front().pathText())
                                                 : tr("%n locks were restored.", nullptr, count),
                                      outcome));
        look();
    });
    connect(&desk, &BreakController::deleted, this, [this](const BreakController::Outcome &outcome) {
        const auto count = static_cast<int>(outcome.locks.size());
        m_answer->setText(outcomeText(count == 1 ? tr("%1 was deleted.").arg(outcome.locks.front().pathText())
                                                 : tr("%n locks were deleted.", nullptr, count),
                                      outcome));
        look();
    });
    connect(&desk, &BreakController::broken, this, &BrokenDialog::look);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_answer);
    layout->addWidget(newButtons());
    resize(760, 360);
    look();
}

QWidget *BrokenDialog::newButtons()
{
    m_putBack->setObjectName(QStringLiteral("putBack"));
    m_putBack->setEnabled(false); // nothing is selected yet
    m_delete->setObjectName(QStringLiteral("deleteBroken"));
    m_delete->setEnabled(false);
    m_delete->setAutoDefault(false);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_putBack, &QPushButton::clicked, this, [this] { m_desk.restore(selected()); });
    connect(m_delete, &QPushButton::clicked, this, &BrokenDialog::askToDelete);
    auto *row = new QWidget;
    auto *buttons = new QHBoxLayout(row);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(m_delete);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_putBack);
    return row;
}

void BrokenDialog::look()
{
    m_desk.listBroken(*this, [this](const Breaker::Found &found) {
        m_locks = found.locks;
        std::vector<FactsTable::Row> rows;
        for (const auto &lock : m_locks)
            rows.push_back({.texts = {lock.pathText(), shortTimeText(lock.time), keptText(lock), text(lock.verdict)},
                            .icon = glyphIcon(glyphOf(lock.verdict))});
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

void BrokenDialog::askToDelete()
{
    auto ids = selected();
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Delete permanently?"),
                                tr("Delete %n broken lock(s) permanently?", nullptr, static_cast<int>(ids.size())),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("deleteQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("They can no longer be restored."));
    box->setDefaultButton(QMessageBox::Cancel);
    auto *confirm = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    connect(confirm, &QPushButton::clicked, this, [this, ids = std::move(ids)] { m_desk.deletePermanently(ids); });
    box->open();
}

void BrokenDialog::showButtons()
{
    const bool hasSelection = !m_table->selectedItems().isEmpty();
    m_putBack->setEnabled(hasSelection);
    m_delete->setEnabled(hasSelection);
}

/// From top to bottom.
std::vector<std::string> BrokenDialog::selected() const
{
    std::vector<std::string> ids;
    for (std::size_t row = 0; row < m_locks.size(); ++row) {
        const auto *item = m_table->topLevelItem(static_cast<int>(row));
        if (item && item->isSelected())
            ids.push_back(m_locks[row].id);
    }
    return ids;
}

} // namespace Lockscope::Ui

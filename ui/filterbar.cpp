// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filterbar.h"

#include "ui/chip.h"
#include "ui/glyph.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <optional>

namespace Lockscope::Ui {

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
{
    m_text->setObjectName(QStringLiteral("filterText"));
    m_text->setPlaceholderText(tr("Filter by name, kind, owner, holder or folder"));
    m_text->setAccessibleName(tr("Filter"));
    m_text->setToolTip(tr("Every word must occur in a lock's name, kind, owner, holder or folder"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(glyphIcon(Glyph::Search), QLineEdit::LeadingPosition);
    m_text->setMinimumWidth(180);
    m_text->setMaximumWidth(420);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::textChanged);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(5);
    layout->addWidget(m_text, 1);
    layout->addSpacing(7);

    m_all = addChip({});
    m_all->setChecked(true);
    connect(m_all, &QAction::triggered, this, &FilterBar::showAll);
    for (const auto category : AllLockCategories) {
        auto *action = addChip(category);
        m_categoryActions.push_back(action);
        connect(action, &QAction::triggered, this, &FilterBar::categoryToggled);
    }
    layout->addStretch();
    setCounts({});
}

QString FilterBar::text() const
{
    return m_text->text();
}

LockCategories FilterBar::categories() const
{
    LockCategories categories;
    for (std::size_t i = 0; i < AllLockCategories.size(); ++i)
        categories.setFlag(AllLockCategories[i], m_categoryActions[i]->isChecked());
    return categories;
}

void FilterBar::setCounts(const LockCounts &counts)
{
    m_chips.front()->setCount(counts.total());
    for (std::size_t i = 0; i < AllLockCategories.size(); ++i)
        m_chips[i + 1]->setCount(counts.of(AllLockCategories[i]));
    // Only a path that was asked for by name can be absent: mostly there is none.
    const auto absent = AllLockCategories.size() - 1;
    const bool showsAbsent = counts.of(LockCategory::Absent) > 0 || m_categoryActions[absent]->isChecked();
    m_chips[absent + 1]->setVisible(showsAbsent);
}

void FilterBar::clear()
{
    m_text->clear();
    showAll();
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

QList<QAction *> FilterBar::actions() const
{
    QList<QAction *> actions = {m_all};
    for (auto *action : m_categoryActions)
        actions += action;
    return actions;
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Escape:
            m_text->clear();
            return true;
        case Qt::Key_Down:
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT left();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QAction *FilterBar::addChip(std::optional<LockCategory> category)
{
    auto *action = new QAction(category ? categoryText(*category) : tr("All", "locks"), this);
    action->setCheckable(true);
    if (category)
        action->setIcon(glyphIcon(glyphOf(*category)));
    // In a menu an icon would stand in the check mark's place.
    action->setIconVisibleInMenu(false);
    auto *chip = new Chip(*action, category, this);
    chip->setObjectName(QStringLiteral("chip%1").arg(category ? static_cast<int>(*category) : 0));
    m_chips.push_back(chip);
    layout()->addWidget(chip);
    return action;
}

void FilterBar::showAll()
{
    const bool wasNarrowed = categories() != LockCategories();
    for (auto *action : m_categoryActions)
        action->setChecked(false);
    m_all->setChecked(true);
    if (wasNarrowed)
        Q_EMIT categoriesChanged({});
}

void FilterBar::categoryToggled()
{
    m_all->setChecked(!categories());
    Q_EMIT categoriesChanged(categories());
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/filterbar.h"

#include "ui/filter/chip.h"
#include "ui/filter/filterfield.h"
#include "ui/filter/savedfilters.h"
#include "ui/widgets/glyphlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QResizeEvent>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

QToolButton *newChooseButton(SavedFilters &menu)
{
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("chooseFilter"));
    button->setIcon(glyphIcon(Glyph::Star));
    button->setToolTip(FilterBar::tr("Preset and saved filters"));
    button->setAccessibleName(FilterBar::tr("Choose a filter"));
    button->setMenu(&menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

FilterBar::FilterBar(Preferences &preferences, QWidget *parent)
    : QWidget(parent)
    , m_text(new FilterField(this))
    , m_saved(new SavedFilters(preferences, this))
    , m_rows(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_textRow(new QWidget(this))
    , m_chipRow(new QWidget(this))
    , m_problemRow(new QWidget(this))
    , m_problem(new QLabel(m_problemRow))
{
    fillTextRow();
    fillChipRow();
    fillProblemRow();
    m_rows->setSpacing(6);
    m_rows->addWidget(m_textRow, 1);
    m_rows->addWidget(m_chipRow);
    m_rows->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addLayout(m_rows);
    layout->addWidget(m_problemRow);
    setCounts({});
}

void FilterBar::fillTextRow()
{
    m_text->setObjectName(QStringLiteral("filterText"));
    m_text->setMinimumWidth(180);
    connect(m_text, &QLineEdit::textChanged, this, &FilterBar::readText);
    connect(m_text, &FilterField::left, this, &FilterBar::left);
    connect(m_saved, &SavedFilters::chosen, this, &FilterBar::setText);
    auto *row = new QHBoxLayout(m_textRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_text, 1);
    row->addWidget(newChooseButton(*m_saved));
}

void FilterBar::fillChipRow()
{
    auto *row = new QHBoxLayout(m_chipRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    m_all = addChip({});
    m_all->setChecked(true);
    connect(m_all, &QAction::triggered, this, &FilterBar::showAll);
    for (const auto category : AllLockCategories) {
        auto *action = addChip(category);
        m_categoryActions.push_back(action);
        connect(action, &QAction::triggered, this, &FilterBar::categoryToggled);
    }
    row->addStretch();
}

void FilterBar::fillProblemRow()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_problem->setObjectName(QStringLiteral("filterProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    auto *row = new QHBoxLayout(m_problemRow);
    row->setContentsMargins(2, 0, 0, 0);
    row->addWidget(new GlyphLabel(Glyph::Stale, side), 0, Qt::AlignTop);
    row->addWidget(m_problem, 1);
    m_problemRow->hide();
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
    // Only a path that the user named can be absent, so there is usually none.
    const auto absent = AllLockCategories.size() - 1;
    const bool showsAbsent = counts.of(LockCategory::Absent) > 0 || m_categoryActions[absent]->isChecked();
    m_chips[absent + 1]->setVisible(showsAbsent);
}

void FilterBar::setValues(std::function<QStringList(const QString &)> values)
{
    m_text->setValues(std::move(values));
}

void FilterBar::setText(const QString &text)
{
    m_text->setText(text);
}

void FilterBar::addTerm(const QString &term)
{
    const auto text = m_text->text().trimmed();
    if (!text.split(u' ').contains(term))
        m_text->setText(text.isEmpty() ? term : text + u' ' + term);
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

QWidget *FilterBar::addMenu(QMenu &menu, const QString &objectName)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setText(menu.title().remove(u'&'));
    button->setMenu(&menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    m_textRow->layout()->addWidget(button);
    return button;
}

QList<QAction *> FilterBar::actions() const
{
    QList<QAction *> actions = {m_all};
    for (auto *action : m_categoryActions)
        actions += action;
    return actions;
}

/// The width of the wider row: both rows side by side must not limit how narrow the window can be.
QSize FilterBar::minimumSizeHint() const
{
    const auto margins = layout()->contentsMargins();
    const int row = std::max(m_textRow->minimumSizeHint().width(), m_chipRow->minimumSizeHint().width());
    return {margins.left() + row + margins.right(), QWidget::minimumSizeHint().height()};
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    arrange();
    QWidget::resizeEvent(event);
}

/// The chips become wider as the counts grow.
bool FilterBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

/// Side by side if there is enough space, otherwise one below the other.
void FilterBar::arrange()
{
    constexpr int LeastTextWidth = 260;
    const int needed = LeastTextWidth + m_chipRow->sizeHint().width();
    const auto wanted = width() < needed ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (wanted == m_rows->direction())
        return;
    m_rows->setDirection(wanted);
    layout()->activate(); // immediately, so that squeezed chips never appear
}

void FilterBar::readText()
{
    const LockFilter filter(m_text->text());
    const auto &problem = filter.problem();
    m_problem->setText(problem ? problem->message : QString());
    m_problemRow->setVisible(problem.has_value());
    m_saved->setCurrent(m_text->text());
    Q_EMIT filterChanged(filter);
}

QAction *FilterBar::addChip(std::optional<LockCategory> category)
{
    auto *action = new QAction(category ? categoryText(*category) : tr("All", "locks"), this);
    action->setCheckable(true);
    if (category)
        action->setIcon(glyphIcon(glyphOf(*category)));
    // In a menu, an icon would replace the check mark.
    action->setIconVisibleInMenu(false);
    auto *chip = new Chip(*action, category, m_chipRow);
    chip->setObjectName(QStringLiteral("chip%1").arg(category ? static_cast<int>(*category) : 0));
    m_chips.push_back(chip);
    m_chipRow->layout()->addWidget(chip);
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

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/locktableview.h"

#include "ui/model/locktable.h"
#include "ui/settings/preferences.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/tablestyle.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStyle>

#include <algorithm>
#include <array>

namespace Lockscope::Ui {

namespace {

/// The minimum width of a column in average characters, and its share of the remaining width.
struct ColumnWidth
{
    int characters;
    int share;
};

constexpr std::array<ColumnWidth, LockTable::ColumnCount> ColumnWidths = {{
    {14, 0}, // verdict
    {15, 4}, // lock
    {8, 3},  // kind
    {8, 1},  // program
    {11, 2}, // owner
    {18, 3}, // holder
    {8, 2},  // host
    {13, 1}, // age
    {13, 1}, // held for
    {9, 0},  // waiters
    {9, 6},  // folder
}};

/// The margins beside the text of a title, and of a cell with an icon, in pixels.
constexpr int TitleAir = 16;
constexpr int SignAir = 22;

/// At least the width of the title and of each verdict, which may be longer in another language.
int leastWidth(const QTableView &view, int column)
{
    const auto metrics = view.fontMetrics();
    const auto title = view.model()->headerData(column, Qt::Horizontal).toString();
    int least = std::max(ColumnWidths[static_cast<std::size_t>(column)].characters * metrics.averageCharWidth(),
                         metrics.horizontalAdvance(title) + TitleAir);
    if (column == LockTable::VerdictColumn) {
        const int sign = view.style()->pixelMetric(QStyle::PM_SmallIconSize) + SignAir;
        for (const auto state : {Verdict::State::Held, Verdict::State::Stale, Verdict::State::Free,
                                 Verdict::State::Unknown, Verdict::State::Absent})
            least = std::max(least, metrics.horizontalAdvance(stateText(state)) + sign);
    }
    return least;
}

/// How much a column can shrink if a font is too wide for the window: by a fifth, but titles and states are never
/// elided.
int spareWidth(const QTableView &view, int column)
{
    if (column == LockTable::VerdictColumn)
        return 0;
    const int least = leastWidth(view, column);
    const auto title = view.model()->headerData(column, Qt::Horizontal).toString();
    return std::max(0, least - std::max(least * 4 / 5, view.fontMetrics().horizontalAdvance(title) + TitleAir));
}

QString columnsKey()
{
    return QStringLiteral("table/columns");
}

QString widthsByHandKey()
{
    return QStringLiteral("table/widthsByHand");
}

} // namespace

LockTableView::LockTableView(Preferences &preferences, QWidget *parent)
    : QTableView(parent)
    , m_preferences(preferences)
{
    applyTableLook(*this, *horizontalHeader());
    setElideMode(*this, LockTable::KindColumn, Qt::ElideRight);
    setElideMode(*this, LockTable::ProgramColumn, Qt::ElideRight);
    setElideMode(*this, LockTable::PathColumn, Qt::ElideLeft);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(tableRowHeight(*this));
    auto *titles = horizontalHeader();
    titles->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    titles->setSectionsMovable(true);
    titles->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(titles, &QWidget::customContextMenuRequested, this, &LockTableView::showColumnMenu);
}

void LockTableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    auto *titles = horizontalHeader();
    setDefaultColumns();
    restoreColumns();
    connect(titles, &QHeaderView::sectionResized, this, [this, titles](int column, int before, int now) {
        // Ignore hidden columns, and the last column, which follows the width of the window.
        const bool isByHand =
            !m_isSharing && before > 0 && now > 0 && titles->visualIndex(column) != titles->count() - 1;
        if (!isByHand)
            return;
        m_hasWidthsByHand = true;
        keepColumns();
    });
    connect(titles, &QHeaderView::sectionMoved, this, &LockTableView::keepColumns);
    connect(titles, &QHeaderView::sortIndicatorChanged, this, &LockTableView::keepColumns);
}

void LockTableView::resetColumns()
{
    m_hasWidthsByHand = false;
    auto *titles = horizontalHeader();
    for (int column = 0; column < LockTable::ColumnCount; ++column)
        titles->moveSection(titles->visualIndex(column), column);
    setDefaultColumns();
    shareWidth();
    keepColumns();
}

void LockTableView::fillColumnMenu(QMenu &menu)
{
    for (int column = 0; column < LockTable::ColumnCount; ++column) {
        auto *action = menu.addAction(model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // A row without these two columns is useless.
        action->setEnabled(column != LockTable::VerdictColumn && column != LockTable::LockColumn);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            setColumnHidden(column, !isShown);
            shareWidth();
            keepColumns();
        });
    }
    menu.addSeparator();
    menu.addAction(tr("&Reset columns"), this, &LockTableView::resetColumns);
}

void LockTableView::choose(int row)
{
    selectionModel()->setCurrentIndex(model()->index(row, LockTable::LockColumn),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

int LockTableView::firstVisibleRow() const
{
    return rowAt(0);
}

int LockTableView::lastVisibleRow() const
{
    const int last = rowAt(viewport()->height() - 1);
    return last < 0 && model() ? model()->rowCount() - 1 : last;
}

void LockTableView::resizeEvent(QResizeEvent *event)
{
    shareWidth();
    QTableView::resizeEvent(event);
}

/// A table that gets the focus has a current row that is not selected, and a key that leads to this row does not select
/// it.
void LockTableView::keyPressEvent(QKeyEvent *event)
{
    QTableView::keyPressEvent(event);
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && currentIndex().isValid() && !selectionModel()->hasSelection())
        choose(currentIndex().row());
}

void LockTableView::setDefaultColumns()
{
    for (int column = 0; column < LockTable::ColumnCount; ++column)
        setColumnHidden(column, column == LockTable::HostColumn || column == LockTable::ProgramColumn);
    sortByColumn(LockTable::VerdictColumn, Qt::AscendingOrder);
}

void LockTableView::restoreColumns()
{
    const auto kept = m_preferences.value(columnsKey()).toByteArray();
    if (kept.isEmpty())
        return;
    auto *titles = horizontalHeader();
    // The state of another version or of a damaged file does not fit: use the defaults.
    if (!titles->restoreState(kept) || titles->count() != LockTable::ColumnCount ||
        isColumnHidden(LockTable::VerdictColumn) || isColumnHidden(LockTable::LockColumn)) {
        setDefaultColumns();
        return;
    }
    titles->setStretchLastSection(true);
    m_hasWidthsByHand = m_preferences.value(widthsByHandKey()).toBool();
    sortByColumn(titles->sortIndicatorSection(), titles->sortIndicatorOrder());
}

void LockTableView::keepColumns()
{
    m_preferences.setValue(columnsKey(), horizontalHeader()->saveState());
    m_preferences.setValue(widthsByHandKey(), m_hasWidthsByHand);
}

void LockTableView::showColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnMenu(*menu);
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

void LockTableView::shareWidth()
{
    if (m_hasWidthsByHand || !model())
        return;
    std::array<int, LockTable::ColumnCount> widths = {};
    int rest = viewport()->width();
    int shares = 0;
    int spare = 0;
    for (int column = 0; column < LockTable::ColumnCount; ++column) {
        if (isColumnHidden(column))
            continue;
        auto &width = widths[static_cast<std::size_t>(column)];
        width = leastWidth(*this, column);
        rest -= width;
        shares += ColumnWidths[static_cast<std::size_t>(column)].share;
        spare += spareWidth(*this, column);
    }
    m_isSharing = true;
    // If that is not enough, a scroll bar is better than columns that are too narrow to read.
    const int missing = -rest <= spare ? std::max(-rest, 0) : 0;
    rest = std::max(rest, 0);
    for (int column = 0; column < LockTable::ColumnCount; ++column) {
        if (isColumnHidden(column))
            continue;
        auto width = widths[static_cast<std::size_t>(column)];
        width += rest * ColumnWidths[static_cast<std::size_t>(column)].share / std::max(shares, 1);
        if (missing > 0) // rounded up: one extra pixel would add a scroll bar
            width -= (missing * spareWidth(*this, column) + spare - 1) / spare;
        setColumnWidth(column, width);
    }
    m_isSharing = false;
}

} // namespace Lockscope::Ui

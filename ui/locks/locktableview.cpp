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
#include <chrono>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// The width of a column in average characters, whatever its cells contain, and its share of the remaining width.
struct ColumnWidth
{
    int min;
    int max;
    int share;
};

constexpr std::array<ColumnWidth, LockTable::ColumnCount> ColumnWidths = {{
    {0, 14, 0},  // verdict
    {15, 80, 8}, // lock
    {6, 34, 1},  // kind
    {6, 16, 1},  // program
    {6, 24, 1},  // owner
    {6, 26, 1},  // holder
    {6, 16, 1},  // host
    {10, 13, 0}, // age
    {10, 14, 0}, // held for
    {0, 9, 0},   // waiters
    {9, 40, 4},  // folder
    {8, 24, 1},  // on host
}};

/// The margins beside the text of a title, the place of its sort arrow, and the margins beside the text of a cell
/// without and with an icon, in pixels.
constexpr int TitleAir = 16;
constexpr int ArrowAir = 14;
constexpr int CellAir = 20;
constexpr int SignAir = 22;

/// More rows than a window shows.
constexpr int MostMeasured = 60;

const ColumnWidth &rulesOf(int column)
{
    return ColumnWidths[static_cast<std::size_t>(column)];
}

/// States and numbers are short, and elided ones mean nothing.
bool isOfNumbers(int column)
{
    return rulesOf(column).share == 0;
}

int titleWidth(const QTableView &view, int column)
{
    const auto title = view.model()->headerData(column, Qt::Horizontal).toString();
    const bool isSorted = view.horizontalHeader()->sortIndicatorSection() == column;
    return view.fontMetrics().horizontalAdvance(title) + TitleAir + (isSorted ? ArrowAir : 0);
}

/// At least the width of the title and of each verdict, which may be longer in another language.
int leastWidth(const QTableView &view, int column)
{
    const auto metrics = view.fontMetrics();
    int least = std::max(rulesOf(column).min * metrics.averageCharWidth(), titleWidth(view, column));
    if (column == LockTable::VerdictColumn) {
        const int sign = view.style()->pixelMetric(QStyle::PM_SmallIconSize) + SignAir;
        for (const auto state : {Verdict::State::Held, Verdict::State::Stale, Verdict::State::Free,
                                 Verdict::State::Unknown, Verdict::State::Absent})
            least = std::max(least, metrics.horizontalAdvance(stateText(state)) + sign);
    }
    return least;
}

/// How much a column of this width can shrink if a font is too wide for the window: texts by a fifth, numbers as far as
/// their title, but titles and states are never elided.
int spareWidth(const QTableView &view, int column, int width)
{
    if (column == LockTable::VerdictColumn)
        return 0;
    const int least = isOfNumbers(column) ? 0 : width * 4 / 5;
    return std::max(0, width - std::max(least, titleWidth(view, column)));
}

int lastVisibleColumn(const QHeaderView &titles)
{
    for (int at = titles.count() - 1; at >= 0; --at) {
        if (const int column = titles.logicalIndex(at); !titles.isSectionHidden(column))
            return column;
    }
    return -1;
}

int cellWidth(const QTableView &view, const QModelIndex &index)
{
    const auto metrics = view.fontMetrics();
    int width = metrics.horizontalAdvance(index.data().toString()) + CellAir;
    if (const auto detail = index.data(LockTable::DetailRole).toString(); !detail.isEmpty())
        width += metrics.horizontalAdvance(detail) + detailGap(view);
    return std::min(width, rulesOf(index.column()).max * metrics.averageCharWidth());
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
    setDetailRole(*this, LockTable::LockColumn, LockTable::DetailRole);
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
    m_measureTimer.setSingleShot(true);
    m_measureTimer.setInterval(std::chrono::milliseconds(300));
    connect(&m_measureTimer, &QTimer::timeout, this, [this] {
        if (viewport()->underMouse())
            m_measureTimer.start(); // nothing moves while the user aims at a cell
        else if (measure())
            shareWidth();
    });
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
        const bool isByHand = !m_isSharing && before > 0 && now > 0 && column != lastVisibleColumn(*titles);
        if (!isByHand)
            return;
        m_hasWidthsByHand = true;
        keepColumns();
    });
    const auto measureSoon = [this] {
        if (!m_measureTimer.isActive())
            m_measureTimer.start();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, [this, measureSoon] {
        const bool isSettled = isVisible() && this->model()->rowCount() > MostMeasured;
        if (isSettled)
            measureSoon();
        else if (measure())
            shareWidth();
    });
    connect(model, &QAbstractItemModel::dataChanged, this, measureSoon);
    connect(titles, &QHeaderView::sectionMoved, this, &LockTableView::keepColumns);
    connect(titles, &QHeaderView::sortIndicatorChanged, this, [this] {
        shareWidth(); // for the arrow
        keepColumns();
    });
}

void LockTableView::resetColumns()
{
    m_hasWidthsByHand = false;
    m_contents = {};
    auto *titles = horizontalHeader();
    for (int column = 0; column < LockTable::ColumnCount; ++column)
        titles->moveSection(titles->visualIndex(column), column);
    setDefaultColumns();
    measure();
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
            measure();
            shareWidth();
            keepColumns();
        });
    }
    menu.addSeparator();
    menu.addAction(tr("&Reset columns"), this, &LockTableView::resetColumns);
}

void LockTableView::setShowsPlaces(bool shows)
{
    if (std::exchange(m_showsPlaces, shows) == shows)
        return;
    setColumnHidden(LockTable::PlaceColumn, !shows);
    measure();
    shareWidth();
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
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    const bool isEdge = event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    if (isPlain && isEdge && model()->rowCount() > 0) {
        const int row = event->key() == Qt::Key_Home ? 0 : model()->rowCount() - 1;
        choose(row);
        scrollTo(model()->index(row, LockTable::LockColumn));
        return;
    }
    QTableView::keyPressEvent(event);
    if (isPlain && currentIndex().isValid() && !selectionModel()->hasSelection())
        choose(currentIndex().row());
}

void LockTableView::setDefaultColumns()
{
    for (int column = 0; column < LockTable::ColumnCount; ++column)
        setColumnHidden(column, column == LockTable::HostColumn || column == LockTable::ProgramColumn ||
                                    column == LockTable::PathColumn || // the folder is shown behind the name
                                    (column == LockTable::PlaceColumn && !m_showsPlaces));
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
    setColumnHidden(LockTable::PlaceColumn, !m_showsPlaces);
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

/// Measures the visible cells. True if one is wider than before.
bool LockTableView::measure()
{
    const auto before = m_contents;
    const int first = std::max(firstVisibleRow(), 0);
    const int limit = std::min(first + MostMeasured, model()->rowCount());
    for (int row = first; row < limit; ++row) {
        for (int column = 0; column < LockTable::ColumnCount; ++column) {
            auto &width = m_contents[static_cast<std::size_t>(column)];
            if (!isColumnHidden(column))
                width = std::max(width, cellWidth(*this, model()->index(row, column)));
        }
    }
    return m_contents != before;
}

/// Each column is as wide as its cells. If the window is wider, the columns share the rest; if it is narrower, the wide
/// columns become smaller.
void LockTableView::shareWidth()
{
    if (m_hasWidthsByHand || !model())
        return;
    Widths least = {};
    Widths widths = {};
    int rest = viewport()->width();
    int shares = 0;
    int spare = 0;
    int excess = 0; ///< over the least widths
    for (int column = 0; column < LockTable::ColumnCount; ++column) {
        if (isColumnHidden(column))
            continue;
        const auto at = static_cast<std::size_t>(column);
        least[at] = leastWidth(*this, column);
        widths[at] = std::max(least[at], m_contents[at]);
        if (isOfNumbers(column))
            least[at] = widths[at];
        rest -= widths[at];
        excess += widths[at] - least[at];
        shares += rulesOf(column).share;
        spare += spareWidth(*this, column, least[at]);
    }
    // If nothing is left to take, a scroll bar is better than columns that are too narrow to read.
    const int taken = std::min(std::max(-rest, 0), excess);
    const int missing = -rest - taken > 0 && -rest - taken <= spare ? -rest - taken : 0;
    rest = std::max(rest, 0);
    m_isSharing = true;
    for (int column = 0; column < LockTable::ColumnCount; ++column) {
        if (isColumnHidden(column))
            continue;
        const auto at = static_cast<std::size_t>(column);
        auto width = widths[at] + rest * rulesOf(column).share / std::max(shares, 1);
        // Rounded up: one extra pixel would add a scroll bar.
        if (taken > 0)
            width -= (taken * (widths[at] - least[at]) + excess - 1) / excess;
        if (missing > 0)
            width -= (missing * spareWidth(*this, column, least[at]) + spare - 1) / spare;
        setColumnWidth(column, width);
    }
    m_isSharing = false;
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locktableview.h"

#include "ui/locktable.h"
#include "ui/tablelook.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace Lockscope::Ui {

namespace {

/// A column's least width in average characters, and its share of what is left.
struct ColumnWidth
{
    int characters;
    int share;
};

constexpr std::array<ColumnWidth, LockTable::ColumnCount> ColumnWidths = {{
    {17, 0}, // verdict
    {19, 4}, // lock
    {15, 1}, // kind
    {12, 2}, // owner
    {19, 3}, // holder
    {14, 0}, // age
    {12, 0}, // waiters
    {19, 6}, // folder
}};

} // namespace

LockTableView::LockTableView(QWidget *parent)
    : QTableView(parent)
{
    applyTableLook(*this, *horizontalHeader());
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
    horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 4);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        // The last column follows the window by itself.
        if (!m_isSharing && column != LockTable::ColumnCount - 1)
            m_hasWidthsByHand = true;
    });
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

void LockTableView::shareWidth()
{
    if (m_hasWidthsByHand || !model())
        return;
    m_isSharing = true;
    const int character = fontMetrics().averageCharWidth();
    int rest = viewport()->width();
    int shares = 0;
    for (const auto &width : ColumnWidths) {
        rest -= width.characters * character;
        shares += width.share;
    }
    rest = std::max(rest, 0);
    for (int column = 0; column < LockTable::ColumnCount; ++column) {
        const auto &width = ColumnWidths[static_cast<std::size_t>(column)];
        setColumnWidth(column, width.characters * character + rest * width.share / shares);
    }
    m_isSharing = false;
}

} // namespace Lockscope::Ui

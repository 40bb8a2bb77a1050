// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/tablelook.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace Lockscope::Ui {

namespace {

/// Room left and right of a cell's text, beside the style's own margin.
constexpr int CellPadding = 5;
constexpr int RowAir = 9;

class PaddedDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        auto cell = option;
        initStyleOption(&cell, index);
        const auto *style = option.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
        cell.rect.adjust(CellPadding, 0, -CellPadding, 0);
        style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width() + 2 * CellPadding, option.fontMetrics.height() + RowAir};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
    }
};

} // namespace

void applyTableLook(QAbstractItemView &view, QHeaderView &titles)
{
    view.setItemDelegate(new PaddedDelegate(&view));
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setAlternatingRowColors(true);
    view.setFrameShape(QFrame::NoFrame);
    titles.setHighlightSections(false);
    titles.setStretchLastSection(true);
    titles.setStyleSheet(QStringLiteral(
        "QHeaderView { background: palette(window); border: 0; }"
        "QHeaderView::section { background: palette(window); border: 0; border-bottom: 1px solid palette(mid);"
        "                       padding: 4px 8px; }"));
}

int tableRowHeight(const QAbstractItemView &view)
{
    return view.fontMetrics().height() + RowAir;
}

} // namespace Lockscope::Ui

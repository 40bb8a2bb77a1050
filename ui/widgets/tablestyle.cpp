// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/tablestyle.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <optional>

namespace Lockscope::Ui {

namespace {

/// Padding left and right of a cell's text, in addition to the margin of the style.
constexpr int CellPadding = 3;
constexpr int RowAir = 9;

class PaddedDelegate : public QStyledItemDelegate
{
public:
    explicit PaddedDelegate(QAbstractItemView &view, std::optional<Qt::TextElideMode> elideMode = {},
                            std::optional<int> detailRole = {})
        : QStyledItemDelegate(&view)
        , m_elideMode(elideMode)
        , m_detailRole(detailRole)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        auto cell = option;
        initStyleOption(&cell, index);
        const auto *style = option.widget->style();
        painter->save();
        // Stacked combining marks of a name stay in its cell.
        painter->setClipRect(option.rect, Qt::IntersectClip);
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, option.widget);
        cell.rect.adjust(CellPadding, 0, -CellPadding, 0);
        style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, option.widget);
        if (m_detailRole)
            paintDetail(*painter, cell, index.data(*m_detailRole).toString());
        painter->restore();
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
        option->textElideMode = m_elideMode.value_or(option->textElideMode);
        // Paths, times and names of programs are left-to-right text even in a right-to-left table.
        if (option->direction == Qt::RightToLeft && option->icon.isNull() && !option->text.isRightToLeft()) {
            option->displayAlignment =
                QStyle::visualAlignment(Qt::RightToLeft, option->displayAlignment) | Qt::AlignAbsolute;
            option->direction = Qt::LeftToRight;
        }
    }

private:
    static void paintDetail(QPainter &painter, const QStyleOptionViewItem &cell, const QString &detail)
    {
        const auto *style = cell.widget->style();
        auto place = style->subElementRect(QStyle::SE_ItemViewItemText, &cell, cell.widget).adjusted(2, 0, -2, 0);
        const int taken = cell.fontMetrics.horizontalAdvance(cell.text) + gap(cell.fontMetrics);
        const bool isMirrored = cell.displayAlignment & Qt::AlignRight;
        isMirrored ? place.setRight(place.right() - taken) : place.setLeft(place.left() + taken);
        // Fewer characters say nothing.
        if (place.width() < gap(cell.fontMetrics) * 3)
            return;
        const bool isSelected = cell.state & QStyle::State_Selected;
        auto colour = cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::PlaceholderText);
        painter.setPen(colour);
        painter.setLayoutDirection(Qt::LeftToRight); // a path is, in every language
        painter.drawText(place, (isMirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine,
                         cell.fontMetrics.elidedText(detail, Qt::ElideLeft, place.width()));
    }

public:
    static int gap(const QFontMetrics &metrics) { return metrics.averageCharWidth() * 2; }

private:
    std::optional<Qt::TextElideMode> m_elideMode; ///< of the column; if absent, that of the view
    std::optional<int> m_detailRole;
};

} // namespace

void applyTableLook(QAbstractItemView &view, QHeaderView &titles)
{
    view.setItemDelegate(new PaddedDelegate(view));
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setAlternatingRowColors(true);
    view.setFrameShape(QFrame::NoFrame);
    titles.setHighlightSections(false);
    titles.setStretchLastSection(true);
    titles.setStyleSheet(QStringLiteral(
        "QHeaderView { background: palette(window); border: 0; }"
        "QHeaderView::section { background: palette(window); border: 0; border-bottom: 1px solid palette(mid);"
        "                       padding: 4px 6px; }"));
}

void setElideMode(QAbstractItemView &view, int column, Qt::TextElideMode mode)
{
    view.setItemDelegateForColumn(column, new PaddedDelegate(view, mode));
}

void setDetailRole(QAbstractItemView &view, int column, int role)
{
    view.setItemDelegateForColumn(column, new PaddedDelegate(view, {}, role));
}

int detailGap(const QAbstractItemView &view)
{
    return PaddedDelegate::gap(view.fontMetrics());
}

int tableRowHeight(const QAbstractItemView &view)
{
    return view.fontMetrics().height() + RowAir;
}

} // namespace Lockscope::Ui

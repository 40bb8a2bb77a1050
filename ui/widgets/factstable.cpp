// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/factstable.h"

#include "ui/text/plaintext.h"
#include "ui/widgets/tablestyle.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

/// A longer text would leave no space for the columns after it.
constexpr int MostCharacters = 90;

} // namespace

FactsTable::FactsTable(const QStringList &titles, QWidget *parent)
    : QTreeWidget(parent)
{
    applyTableLook(*this, *header());
    setHeaderLabels(titles);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    header()->setSectionsMovable(false);
}

void FactsTable::setRows(const std::vector<Row> &rows)
{
    QList<QStringList> texts;
    for (const auto &row : rows)
        texts += row.texts;
    if (texts == m_shown)
        return;
    m_shown = texts;
    clear();
    QList<QTreeWidgetItem *> items;
    for (const auto &row : rows) {
        auto *item = new QTreeWidgetItem(row.texts);
        for (int column = 0; column < columnCount(); ++column)
            item->setToolTip(column, plainToolTip(item->text(column)));
        item->setIcon(0, row.icon);
        items += item;
    }
    addTopLevelItems(items);
    const int widest = fontMetrics().averageCharWidth() * MostCharacters;
    for (int column = 0; column + 1 < columnCount(); ++column) {
        resizeColumnToContents(column);
        setColumnWidth(column, std::min(columnWidth(column), widest));
    }
}

QString FactsTable::selectedText() const
{
    QStringList lines;
    for (const auto *item : selectedItems()) {
        QStringList cells;
        for (int column = 0; column < columnCount(); ++column)
            cells += item->text(column);
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void FactsTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectedText());
    else
        QTreeWidget::keyPressEvent(event);
}

} // namespace Lockscope::Ui

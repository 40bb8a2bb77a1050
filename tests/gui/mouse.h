// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPoint>
#include <Qt>

class QAbstractItemView;
class QAction;
class QMainWindow;
class QModelIndex;
class QTabWidget;
class QWidget;

/// A hand on the mouse: it presses at places of windows, as the platform would report it, and gets what lies there. A
/// window below a dialog does not hear it, and what is hidden or covered cannot be hit.
namespace Mouse {

void click(QWidget &widget, Qt::MouseButton button = Qt::LeftButton);
void clickAt(QWidget &widget, const QPoint &place, Qt::MouseButton button = Qt::LeftButton);
/// A row, after it was scrolled to.
void click(QAbstractItemView &view, const QModelIndex &index, Qt::MouseButton button = Qt::LeftButton);
void doubleClick(QAbstractItemView &view, const QModelIndex &index);
/// The tool bar's button for this.
void clickTool(QWidget &window, QAction &action);
/// Opens the menu that this stands in, and each on the way there.
void choose(QMainWindow &window, QAction &action);
/// From the menu that opens at a right click there.
void chooseAt(QAbstractItemView &view, const QModelIndex &index, QAction &action);
void clickTab(QTabWidget &tabs, int index);

} // namespace Mouse

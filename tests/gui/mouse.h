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

/// A simulated mouse: it presses at positions of windows, as the platform would report it, and reaches the widget at
/// that position. A window below a modal dialog does not receive it, and hidden or covered widgets cannot be hit.
namespace Mouse {

void click(QWidget &widget, Qt::MouseButton button = Qt::LeftButton);
void clickAt(QWidget &widget, const QPoint &place, Qt::MouseButton button = Qt::LeftButton);
/// A row, after scrolling to it.
void click(QAbstractItemView &view, const QModelIndex &index, Qt::MouseButton button = Qt::LeftButton);
void doubleClick(QAbstractItemView &view, const QModelIndex &index);
/// The tool bar button of this action.
void clickTool(QWidget &window, QAction &action);
/// Opens the menu that contains this action, and each menu on the way to it.
void choose(QMainWindow &window, QAction &action);
/// From the context menu at this position.
void chooseAt(QAbstractItemView &view, const QModelIndex &index, QAction &action);
void clickTab(QTabWidget &tabs, int index);

} // namespace Mouse

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/mouse.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolBar>
#include <QWindow>

#include <chrono>

namespace {

using namespace std::chrono_literals;

/// Whether this point of the widget is visible.
bool canBeHit(const QWidget &widget, const QPoint &place)
{
    if (!widget.isVisible() || !widget.rect().contains(place))
        return false;
    const auto *window = widget.window();
    const auto *hit = window->childAt(widget.mapTo(window, place));
    return widget.isWindow() || hit == &widget || widget.isAncestorOf(hit);
}

/// The position is computed at each attempt: new widgets are laid out later.
template <typename PlaceIn>
void press(QWidget &widget, PlaceIn place, Qt::MouseButton button)
{
    QTRY_VERIFY2(canBeHit(widget, place()), qPrintable(widget.objectName()));
    auto *window = widget.window();
    QTest::mouseClick(window->windowHandle(), button, Qt::NoModifier, widget.mapTo(window, place()));
}

QMenu *menuOf(const QAction &action)
{
    for (auto *object : action.associatedObjects()) {
        if (auto *menu = qobject_cast<QMenu *>(object))
            return menu;
    }
    return nullptr;
}

void clickIn(QMenu &menu, QAction &action)
{
    QTRY_VERIFY(menu.isVisible());
    QVERIFY2(action.isEnabled() && action.isVisible(), qPrintable(action.text()));
    press(
        menu, [&] { return menu.actionGeometry(&action).center(); }, Qt::LeftButton);
}

void open(QMainWindow &window, QMenu &menu)
{
    auto *action = menu.menuAction();
    auto &bar = *window.menuBar();
    if (bar.actions().contains(action)) {
        press(
            bar, [&] { return bar.actionGeometry(action).center(); }, Qt::LeftButton);
        return;
    }
    auto *parent = menuOf(*action);
    QVERIFY2(parent, qPrintable(menu.title()));
    open(window, *parent);
    clickIn(*parent, *action);
}

} // namespace

void Mouse::click(QWidget &widget, Qt::MouseButton button)
{
    press(
        widget, [&] { return widget.rect().center(); }, button);
}

void Mouse::clickAt(QWidget &widget, const QPoint &place, Qt::MouseButton button)
{
    press(
        widget, [&] { return place; }, button);
}

void Mouse::click(QAbstractItemView &view, const QModelIndex &index, Qt::MouseButton button)
{
    QVERIFY(index.isValid());
    view.scrollTo(index);
    press(
        *view.viewport(), [&] { return view.visualRect(index).center(); }, button);
}

void Mouse::doubleClick(QAbstractItemView &view, const QModelIndex &index)
{
    click(view, index);
    auto *window = view.window();
    const auto place = view.viewport()->mapTo(window, view.visualRect(index).center());
    QTest::mouseDClick(window->windowHandle(), Qt::LeftButton, Qt::NoModifier, place);
}

void Mouse::clickTool(QWidget &window, QAction &action)
{
    for (const auto *bar : window.findChildren<QToolBar *>()) {
        if (auto *button = bar->widgetForAction(&action)) {
            click(*button);
            return;
        }
    }
    QFAIL(qPrintable(action.text()));
}

void Mouse::choose(QMainWindow &window, QAction &action)
{
    auto *menu = menuOf(action);
    QVERIFY2(menu, qPrintable(action.text()));
    open(window, *menu);
    clickIn(*menu, action);
}

void Mouse::chooseAt(QAbstractItemView &view, const QModelIndex &index, QAction &action)
{
    // The menu runs its own event loop until an item is chosen.
    QTimer poller;
    bool isChosen = false;
    QObject::connect(&poller, &QTimer::timeout, &poller, [&] {
        if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
            poller.stop();
            clickIn(*menu, action);
            isChosen = true;
        }
    });
    poller.start(1ms);
    click(view, index, Qt::RightButton);
    QTRY_VERIFY(isChosen);
}

void Mouse::clickTab(QTabWidget &tabs, int index)
{
    press(
        *tabs.tabBar(), [&] { return tabs.tabBar()->tabRect(index).center(); }, Qt::LeftButton);
}

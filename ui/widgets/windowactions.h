// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAction>
#include <QList>

class QMainWindow;
class QMenu;
class QMenuBar;
class QToolBar;

namespace Lockscope::Ui {

/// What can be done in the window: texts, signs and keys in one place. What they do is connected by the window.
struct WindowActions
{
    explicit WindowActions(QMainWindow &window);

    QAction *addFile;
    QAction *addFolder;
    QAction *pastePath;
    QAction *thisHost;
    QAction *takeLock;
    QAction *breakLock;
    QAction *undoBreak;
    QAction *showBroken;
    QAction *explainFormat;
    QAction *describeFormat;
    QAction *settings;
    QAction *quit;

    QAction *copyPath;
    QAction *copyReport;
    QAction *copyReportJson;
    QAction *find;

    QAction *refresh;
    QAction *showSources;
    QAction *showDetails;
    QAction *clearFilter;
    QAction *showLocks;
    QAction *showWaiting;
    QAction *showTimeline;
    QAction *showEvents;

    QAction *about;
};

/// The actions and the chips of the filter, where people look for them.
struct WindowMenus
{
    QMenu *savedFilters;
    QMenu *columns;
    QMenu *notify;
};
void fillMenus(QMenuBar &menus, const WindowActions &actions, const QList<QAction *> &filterActions,
               const WindowMenus &parts);
void fillToolBar(QToolBar &bar, const WindowActions &actions);

} // namespace Lockscope::Ui

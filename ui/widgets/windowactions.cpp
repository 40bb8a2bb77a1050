// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/windowactions.h"

#include "ui/widgets/glyph.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace Lockscope::Ui {

namespace {

struct Text
{
    const char *objectName;
    QString text;
    QString toolTip = {};
};

QAction *newAction(QMainWindow &window, const Text &text, const QKeySequence &keys = {})
{
    auto *action = new QAction(text.text, &window);
    action->setObjectName(QLatin1String(text.objectName));
    action->setShortcut(keys);
    if (!text.toolTip.isEmpty()) {
        const auto shown = keys.toString(QKeySequence::NativeText);
        action->setToolTip(shown.isEmpty() ? text.toolTip : text.toolTip + QLatin1String(" (") + shown + u')');
    }
    return action;
}

QAction *withIcon(QAction *action, Glyph glyph)
{
    action->setIcon(glyphIcon(glyph));
    return action;
}

/// In a menu, an icon would replace the check mark.
QAction *switchable(QAction *action)
{
    action->setCheckable(true);
    action->setChecked(true);
    action->setIconVisibleInMenu(false);
    return action;
}

QKeySequence control(Qt::Key key)
{
    return QKeyCombination(Qt::ControlModifier, key);
}

QKeySequence controlShift(Qt::Key key)
{
    return QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, key);
}

} // namespace

WindowActions::WindowActions(QMainWindow &window)
    : addFile(withIcon(
          newAction(window, {"openFile", QMainWindow::tr("Add &file…"), QMainWindow::tr("Watch another lock file")},
                    QKeySequence::Open),
          Glyph::OpenFile))
    , addFolder(withIcon(newAction(window,
                                   {"openFolder", QMainWindow::tr("Add f&older…"),
                                    QMainWindow::tr("Watch all locks in another folder")},
                                   controlShift(Qt::Key_O)),
                         Glyph::OpenDirectory))
    , addHost(withIcon(newAction(window, {"addHost", QMainWindow::tr("A&dd host…"),
                                          QMainWindow::tr("Watch locks on another host over ssh")}),
                       Glyph::Host))
    , addEtcd(withIcon(
          newAction(window, {"addEtcd", QMainWindow::tr("Add &etcd…"), QMainWindow::tr("Watch locks in etcd")}),
          Glyph::Host))
    , pastePath(newAction(window, {"pastePath", QMainWindow::tr("&Type or paste a path")}, control(Qt::Key_L)))
    , thisHost(withIcon(
          newAction(
              window,
              {"thisHost", QMainWindow::tr("This &host's locks"),
               QMainWindow::tr("Watch only the kernel locks of this host and the folders of well-known programs")},
              control(Qt::Key_H)),
          Glyph::Host))
    , takeLock(withIcon(newAction(window,
                                  {"takeLock", QMainWindow::tr("&Acquire a lock…"),
                                   QMainWindow::tr("Acquire a lock of any kind and hold it in this window")},
                                  QKeySequence::New),
                        Glyph::Held))
    , releaseLock(newAction(
          window, {"releaseSelected", QMainWindow::tr("Re&lease"),
                   QMainWindow::tr("Release the selected locks that this window holds, or stop waiting for them")}))
    , breakLock(withIcon(newAction(window,
                                   {"breakLock", QMainWindow::tr("&Break…"),
                                    QMainWindow::tr("Review how the selected locks would be broken, then decide")},
                                   QKeySequence::Delete),
                         Glyph::Broken))
    , signalHolder(newAction(window,
                             {"signalHolder", QMainWindow::tr("Ask the holder to e&xit…"),
                              QMainWindow::tr("Send a signal to the process that holds the selected lock")},
                             control(Qt::Key_T)))
    , askHost(newAction(window, {"askHost", QMainWindow::tr("As&k its host"),
                                 QMainWindow::tr("Ask the host that the selected lock records whether its process is "
                                                 "running there")}))
    , undoBreak(newAction(
          window,
          {"undoBreak", QMainWindow::tr("&Restore the broken lock"), QMainWindow::tr("Restore what was broken last")},
          QKeySequence::Undo))
    , showBroken(newAction(window, {"showBroken", QMainWindow::tr("Br&oken locks…")}))
    , explainFormat(newAction(window,
                              {"explainFormat", QMainWindow::tr("&Explain the format"),
                               QMainWindow::tr("Show why the format of the selected lock was chosen")},
                              control(Qt::Key_E)))
    , describeFormat(
          newAction(window, {"describeFormat", QMainWindow::tr("Describe this &format…"),
                             QMainWindow::tr("Add the format of the selected lock to the formats of this user")}))
    , saveCapture(newAction(window,
                            {"saveCapture", QMainWindow::tr("Save &capture…"),
                             QMainWindow::tr("Save the state of all locks shown here to a file")},
                            QKeySequence::Save))
    , openCapture(newAction(window, {"openCapture", QMainWindow::tr("O&pen capture…"),
                                     QMainWindow::tr("Show a saved state, of this or of another host, read-only")}))
    , settings(newAction(window, {"settings", QMainWindow::tr("&Settings…")}, QKeySequence::Preferences))
    , quit(newAction(window, {"quit", QMainWindow::tr("&Quit")}, QKeySequence::Quit))
    , copyPath(newAction(window, {"copyPath", QMainWindow::tr("Copy &path")}, QKeySequence::Copy))
    , copyReport(newAction(window, {"copyReport", QMainWindow::tr("Copy &report")}, controlShift(Qt::Key_C)))
    , copyReportJson(newAction(window, {"copyReportJson", QMainWindow::tr("Copy report as &JSON")}))
    , openContainingFolder(newAction(window, {"openContainingFolder", QMainWindow::tr("Open the containing fol&der")}))
    , sameHolder(newAction(window, {"sameHolder", QMainWindow::tr("Show all locks of this &holder"),
                                    QMainWindow::tr("Filter by the PID of the holder of the selected lock")}))
    , filterIn(newAction(window, {"filterIn", QMainWindow::tr("Show o&nly these")}))
    , filterOut(newAction(window, {"filterOut", QMainWindow::tr("Hi&de these")}))
    , showInTimeline(newAction(window, {"showInTimeline", QMainWindow::tr("Show in the &timeline")}))
    , find(newAction(window, {"find", QMainWindow::tr("&Filter by text")}, QKeySequence::Find))
    , ask(withIcon(newAction(window,
                             {"ask", QMainWindow::tr("&Who holds this?"),
                              QMainWindow::tr("Ask about a path, a PID, a program or a host")},
                             control(Qt::Key_K)),
                   Glyph::Search))
    , refresh(withIcon(newAction(window, {"refresh", QMainWindow::tr("&Refresh"), QMainWindow::tr("Rescan everything")},
                                 QKeySequence::Refresh),
                       Glyph::Refresh))
    , showSources(switchable(withIcon(
          newAction(window, {"showSources", QMainWindow::tr("&Sources"), QMainWindow::tr("Show the watched places")},
                    control(Qt::Key_B)),
          Glyph::Sources)))
    , showDetails(switchable(withIcon(
          newAction(window,
                    {"showDetails", QMainWindow::tr("&Details"), QMainWindow::tr("Show the selected lock in full")},
                    control(Qt::Key_D)),
          Glyph::Details)))
    , clearFilter(newAction(window, {"clearFilter", QMainWindow::tr("Show &all locks")}))
    , showLocks(newAction(window, {"showLocks", QMainWindow::tr("&Locks")}, control(Qt::Key_1)))
    , showWaiting(newAction(window, {"showWaiting", QMainWindow::tr("&Waiting")}, control(Qt::Key_2)))
    , showTimeline(newAction(window, {"showTimeline", QMainWindow::tr("&Timeline")}, control(Qt::Key_3)))
    , showEvents(newAction(window, {"showEvents", QMainWindow::tr("&Events")}, control(Qt::Key_4)))
    , manual(newAction(window, {"manual", QMainWindow::tr("&Manual")}, QKeySequence::HelpContents))
    , shortcuts(newAction(window, {"shortcuts", QMainWindow::tr("&Keyboard shortcuts")}))
    , about(newAction(window, {"about", QMainWindow::tr("&About Lockscope")}))
{
    // In other lists, the same key applies to their own items.
    breakLock->setShortcutContext(Qt::WidgetShortcut);
}

void fillMenus(QMenuBar &menus, const WindowActions &actions, const QList<QAction *> &filterActions,
               const WindowMenus &parts)
{
    auto *file = menus.addMenu(QMainWindow::tr("&File"));
    file->addActions(
        {actions.addFile, actions.addFolder, actions.addHost, actions.addEtcd, actions.pastePath, actions.thisHost});
    file->addSeparator();
    file->addActions({actions.saveCapture, actions.openCapture});
    file->addSeparator();
    file->addAction(actions.settings);
    file->addSeparator();
    file->addAction(actions.quit);

    auto *edit = menus.addMenu(QMainWindow::tr("&Edit"));
    edit->addActions({actions.copyPath, actions.copyReport, actions.copyReportJson});
    edit->addSeparator();
    edit->addActions({actions.ask, actions.find});
    parts.savedFilters->setTitle(QMainWindow::tr("&Choose a filter"));
    edit->addMenu(parts.savedFilters);

    auto *lock = menus.addMenu(QMainWindow::tr("&Lock"));
    lock->addActions({actions.takeLock, actions.releaseLock});
    lock->addSeparator();
    lock->addActions({actions.signalHolder, actions.askHost, actions.breakLock, actions.undoBreak, actions.showBroken});
    lock->addSeparator();
    lock->addActions({actions.openContainingFolder, actions.sameHolder, actions.showInTimeline});
    lock->addSeparator();
    lock->addActions({actions.explainFormat, actions.describeFormat});
    lock->addSeparator();
    lock->addMenu(parts.notify);

    auto *view = menus.addMenu(QMainWindow::tr("&View"));
    view->addActions({actions.refresh, actions.showSources, actions.showDetails});
    view->addSeparator();
    view->addActions({actions.showLocks, actions.showWaiting, actions.showTimeline, actions.showEvents});
    view->addSeparator();
    parts.columns->setTitle(QMainWindow::tr("&Columns"));
    view->addMenu(parts.columns);
    view->addMenu(parts.groups);
    view->addSeparator();
    view->addActions(filterActions);
    view->addSeparator();
    view->addAction(actions.clearFilter);

    menus.addMenu(QMainWindow::tr("&Help"))->addActions({actions.manual, actions.shortcuts, actions.about});
}

namespace {

QAction *newSeparator(QObject *parent)
{
    auto *separator = new QAction(parent);
    separator->setSeparator(true);
    return separator;
}

} // namespace

QList<QAction *> readingActions(const WindowActions &actions, QObject *parent)
{
    return {actions.copyPath, actions.copyReport, actions.copyReportJson, newSeparator(parent),
            actions.filterIn, actions.filterOut,  actions.sameHolder,     actions.showInTimeline};
}

QList<QAction *> tableActions(const WindowActions &actions, QObject *parent)
{
    return {actions.copyPath,     actions.copyReport,           actions.copyReportJson,
            newSeparator(parent), actions.openContainingFolder, actions.filterIn,
            actions.filterOut,    actions.sameHolder,           actions.showInTimeline,
            newSeparator(parent), actions.explainFormat,        actions.describeFormat,
            newSeparator(parent), actions.releaseLock,          actions.signalHolder,
            actions.breakLock};
}

void fillToolBar(QToolBar &bar, const WindowActions &actions)
{
    bar.setObjectName(QStringLiteral("toolBar"));
    bar.setMovable(false);
    bar.setContextMenuPolicy(Qt::PreventContextMenu);
    bar.setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar.setIconSize({18, 18});
    bar.addAction(actions.showSources);
    bar.addSeparator();
    bar.addActions({actions.addFile, actions.addFolder});
    bar.addSeparator();
    bar.addActions({actions.refresh, actions.ask, actions.takeLock, actions.breakLock});
    auto *gap = new QWidget(&bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar.addWidget(gap);
    bar.addAction(actions.showDetails);
    for (auto *action : bar.actions()) {
        // By default, Qt excludes tool buttons from the tab order.
        auto *button = qobject_cast<QToolButton *>(bar.widgetForAction(action));
        if (!button)
            continue;
        button->setFocusPolicy(Qt::TabFocus);
        // Known without its text, which a narrow window has no space for.
        if (action == actions.refresh)
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

} // namespace Lockscope::Ui

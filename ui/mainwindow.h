// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/administrator/namelesslocks.h"
#include "ui/breaking/breakcontroller.h"
#include "ui/breaking/undosteps.h"
#include "ui/capture/capturefiles.h"
#include "ui/create/heldlocks.h"
#include "ui/formats/formatcatalogue.h"
#include "ui/locks/revealer.h"
#include "ui/model/backgroundpool.h"
#include "ui/model/historyreader.h"
#include "ui/model/locktablemodel.h"
#include "ui/notify/desktopnotifications.h"
#include "ui/notify/notifier.h"
#include "ui/notify/tray.h"
#include "ui/remote/remotequestions.h"
#include "ui/remote/remotewatcher.h"
#include "ui/settings/settings.h"
#include "ui/sources/sources.h"
#include "ui/widgets/windowactions.h"

#include <lockscope/lockwatcher.h>

#include <QMainWindow>
#include <QTimer>

#include <memory>
#include <optional>

class QSplitter;
class QTabWidget;

namespace Lockscope::Ui {

class DetailsPane;
class EventsPage;
class LockCommands;
class LocksPage;
class MessageBar;
class Preferences;
class SettingsDialog;
class SourcesPanel;
class StatusLine;
class TimelinePage;
class WaitingView;
class WelcomeBar;

/// The window: the locks that a watcher reports, as a table, as a graph of waiting processes, as a timeline and as a
/// list of events; and one lock in full. Watcher and preferences must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(LockWatcher &watcher, Preferences &preferences, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Watches these paths, too, and shows what is there. Captures open in windows of their own.
    void reveal(const Paths &paths);
    /// Watches nothing else.
    void revealOnly(const Paths &paths) { m_revealer.revealOnly(paths); }
    /// Opens a capture in a window of its own.
    void openCapture(const std::filesystem::path &file) { m_captures.open(file); }
    /// The watched places, and how to change them.
    Sources &sources() { return m_sources; }
    /// The formats in use. Load them before anything is watched.
    FormatCatalogue &formats() { return m_formats; }
    /// Shows the window above all others, even if it is minimized.
    void comeToFront();
    /// Call it before watching starts, so that existing locks are recorded.
    void use(const Settings &settings);
    /// Shows three sentences of orientation, until the user has dismissed them once.
    void welcome();
    /// Shows an error in the message bar.
    void say(const QString &message);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createCentre();
    QWidget *newLeftSide();
    QWidget *newRightSide();
    void createMenus();
    void connectActions();
    void connectSources();
    void connectRevealer();
    void connectHeldLocks();
    void connectBreaking();
    void connectNotifier();
    void connectWatcher();
    void connectRemote();
    void connectViews();
    void connectFormats();
    void connectCaptures();
    void restoreState();
    void saveState();

    void pauseUnlessSeen();
    void ask();
    void askToTakeLock();
    SettingsDialog *askForSettings();
    void explainFormat();
    void describeFormat();
    void notify(const QString &text, Notifier::When when, const std::string &key);
    void setHistory(std::shared_ptr<LockHistory> history);
    void showLock(const std::string &key);
    void showLocksOf(std::int64_t pid);
    void showEverything();
    void showSelection();
    void showCounts();

    LockWatcher &m_watcher;
    Preferences &m_preferences;
    LockTableModel m_locks;
    NamelessLocks m_nameless{m_locks};
    FormatCatalogue m_formats;
    RemoteWatcher m_remote;
    RemoteQuestions m_remoteQuestions;
    Sources m_sources;
    Revealer m_revealer{m_locks, m_sources};
    HeldLocks m_held;
    BreakController m_desk;
    UndoSteps m_undoSteps{m_desk};
    HistoryReader m_historyReader;
    ReadHistory m_readHistory;
    std::shared_ptr<LockHistory> m_history;
    CaptureFiles m_captures;
    BackgroundPool m_questions{2};
    Notifier m_notifier{m_locks};
    Tray m_tray{m_notifier};
    DesktopNotifications m_desktop;
    std::optional<Settings> m_settings; ///< in use
    WindowActions m_actions;
    QTimer m_ageTimer;
    QTimer m_countTimer;
    QTimer m_sourcesTimer;

    LockCommands *m_commands = nullptr;
    QWidget *m_leftSide = nullptr;
    SourcesPanel *m_sourcesPanel = nullptr;
    MessageBar *m_messages = nullptr;
    WelcomeBar *m_welcome = nullptr;
    QTabWidget *m_views = nullptr;
    LocksPage *m_locksPage = nullptr;
    WaitingView *m_waiting = nullptr;
    TimelinePage *m_timeline = nullptr;
    EventsPage *m_events = nullptr;
    DetailsPane *m_details = nullptr;
    QSplitter *m_sideways = nullptr; ///< sources beside the other parts
    QSplitter *m_updown = nullptr;   ///< views above the details
    StatusLine *m_status = nullptr;
};

} // namespace Lockscope::Ui

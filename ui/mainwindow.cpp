// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow.h"

#include "ui/administrator/administratorbar.h"
#include "ui/ask/askdialog.h"
#include "ui/breaking/undobar.h"
#include "ui/create/createdialog.h"
#include "ui/create/heldlockspanel.h"
#include "ui/create/releasequestion.h"
#include "ui/details/detailspane.h"
#include "ui/events/eventspage.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/savedfilters.h"
#include "ui/formats/describedialog.h"
#include "ui/help/welcomebar.h"
#include "ui/lockcommands.h"
#include "ui/locks/lockspage.h"
#include "ui/locks/locktableview.h"
#include "ui/locks/statusline.h"
#include "ui/notify/notifymenu.h"
#include "ui/selectedlock.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settingsdialog.h"
#include "ui/sources/placedialogs.h"
#include "ui/sources/sourcespanel.h"
#include "ui/text/agetext.h"
#include "ui/timeline/timelinepage.h"
#include "ui/waiting/deadlockbar.h"
#include "ui/waiting/waitingview.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/panewithbars.h"
#include "ui/widgets/theme.h"

#include <lockscope/displaytext.h>

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPointer>
#include <QScreen>
#include <QSplitter>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Lockscope::Ui {

namespace {

constexpr auto GeometryKey = "window/geometry";
constexpr auto SidewaysKey = "window/sideways";
constexpr auto UpdownKey = "window/updown";
constexpr auto SourcesShownKey = "window/sourcesShown";
constexpr auto DetailsShownKey = "window/detailsShown";

} // namespace

MainWindow::MainWindow(LockWatcher &watcher, Preferences &preferences, QWidget *parent)
    : QMainWindow(parent)
    , m_watcher(watcher)
    , m_preferences(preferences)
    , m_sources(watcher, m_remote, preferences)
    , m_captures(preferences)
    , m_actions(*this)
{
    setWindowTitle(tr("Lockscope"));
    setWindowIcon(glyphIcon(Glyph::Application));
    setAcceptDrops(true);

    createCentre();
    createMenus();
    connectActions();
    connectSources();
    connectRevealer();
    connectHeldLocks();
    connectBreaking();
    connectNotifier();
    connectWatcher();
    connectRemote();
    connectViews();
    connectFormats();
    connectCaptures();
    restoreState();
    showCounts();
    showSelection();
    m_locksPage->table().setFocus();
}

MainWindow::~MainWindow()
{
    // Before the models that its views display.
    delete takeCentralWidget();
}

void MainWindow::reveal(const Paths &paths)
{
    Paths places;
    for (const auto &path : paths) {
        if (isCaptureName(path))
            openCapture(path);
        else
            places.push_back(path);
    }
    if (!places.empty())
        m_revealer.reveal(places);
}

void MainWindow::comeToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::use(const Settings &settings)
{
    m_watcher.setKernelPolling(settings.readsKernelTable);
    m_notifier.setReportsEveryStale(settings.reportsEveryStale);
    m_tray.setAlwaysThere(settings.reportsEveryStale);
    const auto keepsAsBefore = [&](const Settings &before) {
        return before.keepsHistory == settings.keepsHistory && before.historyDays == settings.historyDays &&
               before.historyEntries == settings.historyEntries;
    };
    if (!m_settings || !keepsAsBefore(*m_settings)) {
        LockHistory::Options options;
        options.maxAge = std::chrono::hours(24) * settings.historyDays;
        options.maxIntervals = static_cast<std::size_t>(settings.historyEntries);
        // Called in the writing thread, possibly after the window was closed.
        options.onError = [window = QPointer<MainWindow>(this)](const Failure &failure) {
            const auto tell = [window, failure] {
                if (window)
                    window->say(failureText(failure));
            };
            QMetaObject::invokeMethod(qApp, tell, Qt::QueuedConnection);
        };
        setHistory(settings.keepsHistory ? std::make_shared<LockHistory>(std::move(options)) : nullptr);
    }
    m_settings = settings;
}

void MainWindow::setHistory(std::shared_ptr<LockHistory> history)
{
    m_watcher.setHistory(history);
    m_history = history;
    m_readHistory = readerOf(std::move(history));
    m_details->setHistory(m_readHistory);
    m_historyReader.setHistory(m_readHistory);
    m_timeline->setHistory(m_readHistory);
}

void MainWindow::welcome()
{
    m_welcome->showUnlessDismissed();
}

void MainWindow::say(const QString &message)
{
    m_messages->add(message);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        pauseUnlessSeen();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    pauseUnlessSeen();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    pauseUnlessSeen();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    if (!m_held.isEmpty()) {
        event->ignore();
        askToRelease(m_held, *this, [this] { close(); });
        return;
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!pathsOfMimeData(*event->mimeData()).empty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    reveal(pathsOfMimeData(*event->mimeData()));
    event->acceptProposedAction();
}

void MainWindow::createCentre()
{
    m_sideways = new QSplitter(Qt::Horizontal);
    m_sideways->addWidget(newLeftSide());
    m_sideways->addWidget(newRightSide());
    m_sideways->setStretchFactor(0, 0);
    m_sideways->setStretchFactor(1, 1);
    m_sideways->setSizes({200, 980});
    m_sideways->setChildrenCollapsible(false);
    setCentralWidget(m_sideways);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
}

QWidget *MainWindow::newLeftSide()
{
    m_sourcesPanel = new SourcesPanel(
        m_sources, {m_actions.addFile, m_actions.addFolder, m_actions.addHost, m_actions.addEtcd, m_actions.thisHost});
    m_leftSide = new QWidget;
    auto *layout = new QVBoxLayout(m_leftSide);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sourcesPanel, 1);
    layout->addWidget(new HeldLocksPanel(m_held));
    return m_leftSide;
}

QWidget *MainWindow::newRightSide()
{
    m_messages = new MessageBar(this);
    m_locksPage = new LocksPage(m_locks, m_preferences, m_actions);
    m_locksPage->table().addActions(tableActions(m_actions, this));
    m_commands = new LockCommands(m_actions, m_locks, *m_locksPage, m_desk, m_held,
                                  LockCommands::Hosts{m_remoteQuestions, m_remote}, *this);
    m_commands->setParent(this);
    m_waiting = new WaitingView(m_locks);
    m_views = new QTabWidget;
    m_views->setObjectName(QStringLiteral("views"));
    m_views->setAccessibleName(tr("Views"));
    m_views->setDocumentMode(true);
    m_views->addTab(m_locksPage, tr("Locks"));
    m_views->addTab(m_waiting, tr("Waiting"));
    m_timeline = new TimelinePage;
    m_timeline->setHeldBefore([this](const std::string &key) {
        const int row = m_locks.rowOf(key);
        const auto *lock = row < 0 ? nullptr : &m_locks.lockInSlot(m_locks.slotAt(row));
        return lock && lock->heldSince && !lock->heldSince->isExact;
    });
    m_views->addTab(m_timeline, tr("Timeline"));
    m_events = new EventsPage;
    m_views->addTab(m_events, tr("Events"));
    m_details = new DetailsPane;

    auto *deadlocks = new DeadlockBar(m_locks);
    connect(deadlocks, &DeadlockBar::showRequested, m_actions.showWaiting, &QAction::trigger);
    auto *undo = new UndoBar(m_desk, m_undoSteps, *m_actions.undoBreak);

    m_updown = new QSplitter(Qt::Vertical);
    m_updown->addWidget(m_views);
    m_welcome = new WelcomeBar(m_preferences, *m_actions.manual);
    m_updown->addWidget(
        new PaneWithBars(*m_details, {deadlocks, undo, m_messages, new AdministratorBar(m_nameless), m_welcome}));
    m_updown->setStretchFactor(0, 3);
    m_updown->setStretchFactor(1, 2);
    m_updown->setSizes({430, 260});
    m_updown->setChildrenCollapsible(false);
    return m_updown;
}

void MainWindow::createMenus()
{
    fillToolBar(*addToolBar(tr("Tools")), m_actions);
    auto *columns = new QMenu(this);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_locksPage->table().fillColumnMenu(*columns);
    });
    auto &filterBar = m_locksPage->filterBar();
    auto *notify = new NotifyMenu(
        m_notifier, [this] { return m_commands->subscriptions(); }, this);
    m_details->setActions({.release = *m_actions.releaseLock,
                           .signal = *m_actions.signalHolder,
                           .notify = *notify,
                           .copyReport = *m_actions.copyReport,
                           .askHost = *m_actions.askHost,
                           .breakLock = *m_actions.breakLock});
    fillMenus(*menuBar(), m_actions, filterBar.actions(),
              {&filterBar.savedFilters(), columns, notify, &m_locksPage->groups().menu()});
}

/// Restores the state of the last session. Parts that do not fit any more are ignored.
void MainWindow::restoreState()
{
    const auto kept = [this](const char *key) { return m_preferences.value(QLatin1String(key)); };
    if (!restoreGeometry(kept(GeometryKey).toByteArray()))
        resize(QSize(1180, 740).boundedTo(screen()->availableSize()));
    m_sideways->restoreState(kept(SidewaysKey).toByteArray());
    m_updown->restoreState(kept(UpdownKey).toByteArray());
    m_actions.showSources->setChecked(m_preferences.value(QLatin1String(SourcesShownKey), true).toBool());
    m_actions.showDetails->setChecked(m_preferences.value(QLatin1String(DetailsShownKey), true).toBool());
}

void MainWindow::saveState()
{
    m_preferences.setValue(QLatin1String(GeometryKey), saveGeometry());
    m_preferences.setValue(QLatin1String(SidewaysKey), m_sideways->saveState());
    m_preferences.setValue(QLatin1String(UpdownKey), m_updown->saveState());
    m_preferences.setValue(QLatin1String(SourcesShownKey), m_actions.showSources->isChecked());
    m_preferences.setValue(QLatin1String(DetailsShownKey), m_actions.showDetails->isChecked());
}

void MainWindow::pauseUnlessSeen()
{
    const bool isSeen = isVisible() && !isMinimized();
    // A user who waits for a notification does not look at the window.
    m_watcher.setPaused(!isSeen && !m_notifier.isWaiting());
    m_watcher.setForeground(isSeen);
    if (isSeen)
        m_ageTimer.start();
    else
        m_ageTimer.stop();
}

void MainWindow::ask()
{
    auto *dialog = new AskDialog(m_locks, m_questions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AskDialog::lockChosen, this, &MainWindow::showLock);
    connect(dialog, &AskDialog::processChosen, this, &MainWindow::showLocksOf);
    connect(dialog, &AskDialog::pathChosen, this, [this](const std::filesystem::path &path) { reveal({path}); });
    dialog->open();
}

void MainWindow::askToTakeLock()
{
    auto *dialog = new CreateDialog(m_held, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

SettingsDialog *MainWindow::askForSettings()
{
    auto *dialog = new SettingsDialog(m_preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::chosen, this, [this](const Settings &settings) {
        use(settings);
        applyTheme(*qApp, settings.theme);
        m_watcher.refresh(); // the names of this host may have changed
    });
    connect(dialog, &SettingsDialog::hostsChanged, this, [this] {
        m_remoteQuestions.readList();
        m_remote.refresh();
    });
    dialog->open();
    return dialog;
}

void MainWindow::explainFormat()
{
    m_actions.showDetails->setChecked(true);
    m_details->showFormat();
}

void MainWindow::describeFormat()
{
    const auto *lock = m_locksPage->current();
    if (!lock)
        return;
    auto *dialog = new DescribeDialog(m_formats, m_locks, lock->report(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DescribeDialog::saved, this, [this](const QString &title, const std::filesystem::path &file) {
        m_messages->add(tr("%1 is now recognised. The format was saved to %2.").arg(title, displayText(file)),
                        Glyph::Free);
    });
    dialog->open();
}

/// Selects the lock, and clears what hides it.
void MainWindow::showLock(const std::string &key)
{
    m_views->setCurrentWidget(m_locksPage);
    if (m_locks.rowOf(key) < 0 || m_locksPage->choose(key))
        return;
    showEverything();
    m_locksPage->choose(key);
}

void MainWindow::showLocksOf(std::int64_t pid)
{
    m_views->setCurrentWidget(m_locksPage);
    m_sourcesPanel->showEverything();
    m_locksPage->clearGroup();
    m_locksPage->filterBar().setText(QStringLiteral("pid:%1").arg(pid));
    m_locksPage->chooseFirstUnlessChosen();
}

void MainWindow::showEverything()
{
    m_locksPage->filterBar().clear();
    m_locksPage->clearGroup();
    m_sourcesPanel->showEverything();
}

void MainWindow::showSelection()
{
    m_commands->showState();
    showSelectedLock(*m_locksPage, *m_details, *m_waiting, *m_timeline);
}

void MainWindow::showCounts()
{
    m_locksPage->showCounts();
    m_status->setCounts(m_locks.counts(), m_locksPage->shownCount());
    if (!m_sourcesTimer.isActive())
        m_sourcesTimer.start();
    const auto waiting = m_locks.waitingProcesses();
    m_views->setTabText(m_views->indexOf(m_waiting), waiting > 0 ? tr("Waiting (%1)").arg(waiting) : tr("Waiting"));
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow.h"

#include "ui/breaking/breakdialog.h"
#include "ui/breaking/brokendialog.h"
#include "ui/breaking/undobar.h"
#include "ui/create/createdialog.h"
#include "ui/create/heldlockspanel.h"
#include "ui/create/releasequestion.h"
#include "ui/details/detailspane.h"
#include "ui/details/reportmarkdown.h"
#include "ui/events/eventspage.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/savedfilters.h"
#include "ui/formats/describedialog.h"
#include "ui/locks/lockspage.h"
#include "ui/locks/locktableview.h"
#include "ui/locks/statusline.h"
#include "ui/notify/notifymenu.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settingsdialog.h"
#include "ui/sources/placedialogs.h"
#include "ui/sources/sourcespanel.h"
#include "ui/text/agetext.h"
#include "ui/timeline/timelinepage.h"
#include "ui/waiting/waitingview.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/theme.h"

#include <lockscope/displaytext.h>
#include <lockscope/json.h>

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
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
    , m_sources(watcher, preferences)
    , m_actions(*this)
{
    setWindowTitle(tr("Lockscope"));
    setWindowIcon(glyphIcon(Glyph::Application));
    setAcceptDrops(true);

    createCentre();
    createMenus();
    connectActions();
    connectSources();
    connectHeldLocks();
    connectBreaking();
    connectNotifier();
    connectWatcher();
    connectViews();
    connectFormats();
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
    m_notifier.setTellsEveryStale(settings.tellsEveryStale);
    m_tray.setAlwaysThere(settings.tellsEveryStale);
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
    m_details->setHistory(history);
    m_timeline->setHistory(std::move(history));
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
    m_sources.add(pathsOfMimeData(*event->mimeData()));
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
    m_sourcesPanel = new SourcesPanel(m_sources, {m_actions.addFile, m_actions.addFolder, m_actions.thisHost});
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
    m_locksPage->table().addActions({m_actions.copyPath, m_actions.copyReport, m_actions.copyReportJson,
                                     m_actions.explainFormat, m_actions.describeFormat, m_actions.breakLock});
    m_waiting = new WaitingView(m_locks);
    m_views = new QTabWidget;
    m_views->setObjectName(QStringLiteral("views"));
    m_views->setAccessibleName(tr("Views"));
    m_views->setDocumentMode(true);
    m_views->addTab(m_locksPage, tr("Locks"));
    m_views->addTab(m_waiting, tr("Waiting"));
    m_timeline = new TimelinePage;
    m_views->addTab(m_timeline, tr("Timeline"));
    m_events = new EventsPage;
    m_views->addTab(m_events, tr("Events"));
    m_details = new DetailsPane;

    m_updown = new QSplitter(Qt::Vertical);
    m_updown->addWidget(m_views);
    m_updown->addWidget(m_details);
    m_updown->setStretchFactor(0, 3);
    m_updown->setStretchFactor(1, 2);
    m_updown->setSizes({430, 260});
    m_updown->setChildrenCollapsible(false);

    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(new UndoBar(m_desk, *m_actions.undoBreak));
    layout->addWidget(m_updown, 1);
    return side;
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
        m_notifier, [this] { return chosenLocks(); }, this);
    fillMenus(*menuBar(), m_actions, filterBar.actions(), {&filterBar.savedFilters(), columns, notify});
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    const auto add = [this](const Paths &paths) { m_sources.add(paths); };
    on(m_actions.addFile, [this, add] { askForFiles(*this, add); });
    on(m_actions.addFolder, [this, add] { askForFolder(*this, add); });
    on(m_actions.pastePath, [this] {
        m_actions.showSources->setChecked(true);
        m_sourcesPanel->focusPathBox();
    });
    on(m_actions.thisHost, [this] { m_sources.watchThisHost(); });
    on(m_actions.takeLock, &MainWindow::askToTakeLock);
    on(m_actions.settings, &MainWindow::askForSettings);
    on(m_actions.quit, &MainWindow::close);
    on(m_actions.copyPath, &MainWindow::copyPaths);
    on(m_actions.copyReport, &MainWindow::copyReports);
    on(m_actions.copyReportJson, &MainWindow::copyReportsAsJson);
    on(m_actions.find, [this] {
        m_views->setCurrentWidget(m_locksPage);
        m_locksPage->filterBar().focusText();
    });
    on(m_actions.refresh, [this] { m_watcher.refresh(); });
    on(m_actions.clearFilter, [this] {
        m_locksPage->filterBar().clear();
        m_sourcesPanel->showEverything();
    });
    on(m_actions.showLocks, [this] { m_views->setCurrentWidget(m_locksPage); });
    on(m_actions.showWaiting, [this] { m_views->setCurrentWidget(m_waiting); });
    on(m_actions.showTimeline, [this] { m_views->setCurrentWidget(m_timeline); });
    on(m_actions.showEvents, [this] { m_views->setCurrentWidget(m_events); });
    on(m_actions.about, &MainWindow::about);
    connect(m_actions.showSources, &QAction::toggled, m_leftSide, &QWidget::setVisible);
    connect(m_actions.showDetails, &QAction::toggled, m_details, &QWidget::setVisible);
}

void MainWindow::connectSources()
{
    connect(&m_sources, &Sources::looking, this, [this](bool anew) {
        if (anew)
            m_messages->dismiss();
        m_locksPage->setLooking(true);
    });
    connect(&m_sources, &Sources::changed, this, [this] {
        const auto places = m_sources.places();
        m_status->setPlaces(places);
        m_notifier.forgetUnless([&](const Notifier::Subscription &subscription) {
            return (places.kernelLocks && subscription.isInKernel) ||
                   std::ranges::any_of(places.paths,
                                       [&](const auto &place) { return isBelow(subscription.path, place); });
        });
    });
    connect(m_sourcesPanel, &SourcesPanel::scopeChanged, this, [this](const Scope &scope) {
        m_locksPage->setScope(scope);
        showCounts();
    });
}

void MainWindow::connectHeldLocks()
{
    connect(&m_held, &HeldLocks::acquired, this, [this](int, const std::filesystem::path &path) {
        // The table shows the locks that this window holds.
        const auto &watched = m_sources.places().paths;
        if (std::ranges::none_of(watched, [&](const auto &place) { return isBelow(path, place); }))
            m_sources.add({path});
    });
    connect(&m_held, &HeldLocks::lost, this, &MainWindow::say);
}

void MainWindow::connectBreaking()
{
    const auto look = [this] { m_watcher.refresh(); };
    connect(m_actions.breakLock, &QAction::triggered, this, &MainWindow::askToBreak);
    connect(m_actions.undoBreak, &QAction::triggered, this, [this] { m_desk.undo(); });
    connect(m_actions.showBroken, &QAction::triggered, this, [this] {
        auto *dialog = new BrokenDialog(m_desk, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(&m_desk, &BreakController::broken, this, look);
    connect(&m_desk, &BreakController::undone, this, look);
}

void MainWindow::connectNotifier()
{
    connect(&m_notifier, &Notifier::due, this, [this](const QString &text, Notifier::When when) {
        m_messages->add(text, when == Notifier::When::Free    ? Glyph::Free
                              : when == Notifier::When::Stale ? Glyph::Stale
                                                              : Glyph::Waiting);
        // If there is no tray, the taskbar shows it.
        QApplication::alert(this);
    });
    connect(&m_notifier, &Notifier::changed, this, &MainWindow::pauseUnlessSeen);
    connect(&m_watcher, &LockWatcher::eventsOccurred, &m_notifier, &Notifier::note);
    connect(&m_tray, &Tray::clicked, this, &MainWindow::comeToFront);
}

void MainWindow::connectWatcher()
{
    connect(&m_watcher, &LockWatcher::updated, &m_locks, &LockTableModel::update);
    connect(&m_watcher, &LockWatcher::removed, &m_locks, &LockTableModel::remove);
    connect(&m_watcher, &LockWatcher::scanning, m_status, &StatusLine::setProgress);
    connect(&m_watcher, &LockWatcher::initialScanFinished, this, [this] {
        m_status->endProgress();
        m_locksPage->setLooking(false);
        m_locksPage->chooseFirstUnlessChosen();
    });
    connect(&m_watcher, &LockWatcher::eventsOccurred, &m_events->model(), &EventModel::add);
    connect(&m_watcher, &LockWatcher::eventsOccurred, m_timeline, &TimelinePage::refreshSoon);
    connect(&m_watcher, &LockWatcher::eventsOccurred, m_details, &DetailsPane::refreshHistory);
    connect(&m_watcher, &LockWatcher::failed, m_messages,
            [this](const Failure &failure) { m_messages->add(failureText(failure)); });
}

void MainWindow::connectViews()
{
    // Delayed: during a scan, events arrive so fast that a new count would be painted before its label was resized.
    m_countTimer.setSingleShot(true);
    connect(m_locksPage, &LocksPage::changed, &m_countTimer, qOverload<>(&QTimer::start));
    connect(&m_countTimer, &QTimer::timeout, this, &MainWindow::showCounts);
    // Delayed: counting visits every lock.
    m_sourcesTimer.setSingleShot(true);
    m_sourcesTimer.setInterval(std::chrono::milliseconds(200));
    connect(&m_sourcesTimer, &QTimer::timeout, this, [this] { m_sources.count(m_locks); });
    connect(m_locksPage, &LocksPage::selectionChanged, this, &MainWindow::showSelection);
    connect(m_waiting, &WaitingView::chosen, m_locksPage, &LocksPage::choose);
    connect(m_timeline, &TimelinePage::chosen, m_locksPage, &LocksPage::choose);
    connect(m_events, &EventsPage::chosen, m_locksPage, &LocksPage::choose);

    m_ageTimer.setInterval(std::chrono::seconds(1));
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        m_locks.setNow(wallTimeNow());
        m_locksPage->goOn();
    });
}

void MainWindow::connectFormats()
{
    connect(&m_formats, &FormatCatalogue::changed, this, [this] { m_watcher.refresh(); });
    connect(&m_formats, &FormatCatalogue::problemFound, this, &MainWindow::say);
    connect(m_actions.explainFormat, &QAction::triggered, this, &MainWindow::explainFormat);
    connect(m_actions.describeFormat, &QAction::triggered, this, &MainWindow::describeFormat);
    connect(m_details, &DetailsPane::describeRequested, this, &MainWindow::describeFormat);
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

void MainWindow::askToTakeLock()
{
    auto *dialog = new CreateDialog(m_held, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::askToBreak()
{
    Paths paths;
    for (const auto *report : m_locksPage->selected()) {
        if (!report->path.empty())
            paths.push_back(report->path);
    }
    if (paths.empty())
        return;
    auto *dialog = new BreakDialog(m_desk, paths, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::askForSettings()
{
    auto *dialog = new SettingsDialog(m_preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::chosen, this, [this](const Settings &settings) {
        use(settings);
        applyTheme(*qApp, settings.theme);
        m_watcher.refresh(); // the names of this host may have changed
    });
    dialog->open();
}

void MainWindow::explainFormat()
{
    m_actions.showDetails->setChecked(true);
    m_details->showFormat();
}

void MainWindow::describeFormat()
{
    const auto *report = m_locksPage->current();
    if (!report)
        return;
    auto *dialog = new DescribeDialog(m_formats, m_locks, *report, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DescribeDialog::saved, this, [this](const QString &title, const std::filesystem::path &file) {
        m_messages->add(tr("%1 is now recognised. The format was saved to %2.").arg(title, displayText(file)),
                        Glyph::Free);
    });
    dialog->open();
}

std::vector<Notifier::Subscription> MainWindow::chosenLocks() const
{
    std::vector<Notifier::Subscription> locks;
    for (const auto *report : m_locksPage->selected()) {
        auto key = report->key();
        const auto &name = m_locks.lockInSlot(m_locks.slotAt(m_locks.rowOf(key))).name;
        locks.push_back(
            {.key = std::move(key), .name = name, .path = report->path, .isInKernel = !report->kernelLocks.empty()});
    }
    return locks;
}

void MainWindow::about()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Lockscope"));
    box->setIconPixmap(glyphIcon(Glyph::Application).pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setText(tr("Lockscope %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(
        tr("Shows lock files and kernel locks: which process holds each lock, which processes wait for it, and which "
           "locks are stale. Inspection is read-only.\n\nFree software under the MIT licence."));
    box->open();
}

void MainWindow::copyPaths()
{
    QStringList paths;
    for (const auto *report : m_locksPage->selected())
        paths += displayText(report->path);
    QApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
}

void MainWindow::copyReports()
{
    QStringList texts;
    for (const auto *report : m_locksPage->selected())
        texts += reportMarkdown(*report);
    QApplication::clipboard()->setText(texts.join(QLatin1Char('\n')));
}

void MainWindow::copyReportsAsJson()
{
    std::string lines;
    for (const auto *report : m_locksPage->selected()) {
        appendJson(lines, *report);
        lines += '\n';
    }
    QApplication::clipboard()->setText(QString::fromStdString(lines));
}

void MainWindow::showSelection()
{
    const auto *report = m_locksPage->current();
    m_actions.copyPath->setEnabled(report);
    m_actions.copyReport->setEnabled(report);
    m_actions.copyReportJson->setEnabled(report);
    m_actions.breakLock->setEnabled(report && !report->path.empty());
    m_actions.explainFormat->setEnabled(report);
    m_actions.describeFormat->setEnabled(report && !report->path.empty() && report->row.empty() &&
                                         report->inodeType != LockReport::InodeType::None);
    if (report)
        m_details->setReport(*report);
    else
        m_details->clear();
    const auto key = report ? report->key() : std::string();
    m_waiting->setCurrent(key);
    m_timeline->setCurrent(key);
}

void MainWindow::showCounts()
{
    m_locksPage->showCounts();
    m_status->setCounts(m_locks.counts(), m_locksPage->shownCount());
    if (!m_sourcesTimer.isActive())
        m_sourcesTimer.start();
    const auto waiting = m_locks.counts().of(LockCategory::Waiting);
    m_views->setTabText(m_views->indexOf(m_waiting), waiting > 0 ? tr("Waiting (%1)").arg(waiting) : tr("Waiting"));
}

} // namespace Lockscope::Ui

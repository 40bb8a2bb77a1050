// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow.h"

#include "ui/breaking/brokendialog.h"
#include "ui/create/heldlocksbutton.h"
#include "ui/create/heldlocksmenu.h"
#include "ui/details/detailspane.h"
#include "ui/events/eventspage.h"
#include "ui/filter/filterbar.h"
#include "ui/help/helpdialogs.h"
#include "ui/lockcommands.h"
#include "ui/locks/lockspage.h"
#include "ui/locks/locktableview.h"
#include "ui/locks/statusline.h"
#include "ui/model/ownfiles.h"
#include "ui/model/processlocks.h"
#include "ui/settings/settingsdialog.h"
#include "ui/sources/addressdialogs.h"
#include "ui/sources/placedialogs.h"
#include "ui/sources/sourcespanel.h"
#include "ui/text/agetext.h"
#include "ui/text/lockaddress.h"
#include "ui/timeline/timelinepage.h"
#include "ui/waiting/waitingview.h"
#include "ui/widgets/aboutbox.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/displaytext.h>

#include <QApplication>
#include <QMenu>
#include <QTabWidget>

#include <algorithm>
#include <cerrno>
#include <chrono>

// What the parts of the window report to each other.
namespace Lockscope::Ui {

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    const auto add = [this](const Paths &paths) { reveal(paths); };
    on(m_actions.addFile, [this, add] { askForFiles(*this, add); });
    on(m_actions.addFolder, [this, add] { askForFolder(*this, add); });
    on(m_actions.addHost,
       [this, add] { askForHost(*this, m_remoteQuestions.listed(), add, [this] { askForSettings()->showHosts(); }); });
    on(m_actions.addEtcd, [this, add] { askForEtcd(*this, add); });
    on(m_actions.pastePath, [this] {
        m_actions.showSources->setChecked(true);
        m_sourcesPanel->focusPathBox();
    });
    on(m_actions.thisHost, [this] { m_sources.watchThisHost(); });
    on(m_actions.takeLock, &MainWindow::askToTakeLock);
    on(m_actions.settings, &MainWindow::askForSettings);
    on(m_actions.quit, &MainWindow::close);
    on(m_actions.showInTimeline, [this] { m_views->setCurrentWidget(m_timeline); });
    on(m_actions.find, [this] {
        if (m_views->currentWidget() != m_events && m_views->currentWidget() != m_timeline)
            m_views->setCurrentWidget(m_locksPage);
        m_locksPage->filterBar().focusText();
    });
    on(m_actions.ask, &MainWindow::ask);
    on(m_actions.refresh, [this] {
        m_watcher.refresh();
        m_remote.refresh();
    });
    on(m_actions.clearFilter, &MainWindow::showEverything);
    on(m_actions.showLocks, [this] { m_views->setCurrentWidget(m_locksPage); });
    on(m_actions.showWaiting, [this] { m_views->setCurrentWidget(m_waiting); });
    on(m_actions.showTimeline, [this] { m_views->setCurrentWidget(m_timeline); });
    on(m_actions.showEvents, [this] { m_views->setCurrentWidget(m_events); });
    on(m_actions.manual, [this] { showManual(*this); });
    on(m_actions.shortcuts, [this] { showShortcuts(*this, findChildren<QAction *>(Qt::FindDirectChildrenOnly)); });
    on(m_actions.about, [this] { showAboutBox(*this); });
    connect(m_actions.showSources, &QAction::toggled, m_leftSide, &QWidget::setVisible);
    connect(m_actions.showDetails, &QAction::toggled, m_details, &QWidget::setVisible);
}

void MainWindow::connectSources()
{
    connect(&m_sources, &Sources::looking, this, [this](bool anew) {
        if (anew)
            m_messages->dismiss();
        m_locksPage->setLooking(true);
        m_events->setScanning(true);
    });
    connect(&m_sources, &Sources::changed, this, [this] {
        const auto places = m_sources.places();
        m_status->setPlaces(places);
        m_locksPage->table().setShowsPlaces(m_sources.hasRemote());
        m_notifier.forgetUnless([&](const Notifier::Subscription &subscription) {
            return (places.kernelLocks && subscription.isInKernel) ||
                   std::ranges::any_of(places.paths,
                                       [&](const auto &place) { return isBelow(subscription.path, place); });
        });
    });
    connect(m_sourcesPanel, &SourcesPanel::scopeChanged, this, [this](const Scope &scope) {
        m_locksPage->setScope(scope);
        m_events->filter().setScope(scope);
        m_timeline->setScope(scope);
        showCounts();
    });
}

void MainWindow::connectRevealer()
{
    connect(m_sourcesPanel, &SourcesPanel::pathsTyped, this, &MainWindow::reveal);
    const auto showFound = [this](const std::string &key, bool isFirst) {
        if (isFirst)
            showLock(key);
        else
            m_locksPage->chooseAlso(key);
    };
    // Queued: the filtered model hears of a new lock later than the revealer.
    connect(&m_revealer, &Revealer::lockFound, this, showFound, Qt::QueuedConnection);
    connect(&m_revealer, &Revealer::directoryNamed, this, [this](const std::filesystem::path &path) {
        m_views->setCurrentWidget(m_locksPage);
        m_locksPage->filterBar().clear();
        m_locksPage->clearGroup();
        m_sourcesPanel->showSource(path);
        m_locksPage->chooseFirstUnlessChosen();
    });
    connect(&m_revealer, &Revealer::absent, this, [this](const std::filesystem::path &path) {
        m_messages->add(tr("%1 does not exist. It is shown as soon as it appears.").arg(displayText(path)),
                        Glyph::Absent);
    });
}

void MainWindow::connectHeldLocks()
{
    connect(&m_held, &HeldLocks::acquired, this, [this](int, const std::filesystem::path &path) {
        // The table shows the locks that this window holds.
        const auto &watched = m_sources.places().paths;
        if (std::ranges::none_of(watched, [&](const auto &place) { return isBelow(path, place); }))
            m_sources.addOwn(path);
    });
    connect(&m_held, &HeldLocks::lost, this, &MainWindow::say);
    connect(&m_held, &HeldLocks::changed, this,
            [this] { m_tray.setHolding(m_held.isEmpty() ? QString() : heldLocksText(m_held)); });
    m_status->addPermanentWidget(new HeldLocksButton(m_held));
    auto &menu = m_tray.menu();
    menu.addAction(tr("&Show Lockscope"), this, &MainWindow::comeToFront);
    menu.addMenu(new HeldLocksMenu(m_held, this));
    menu.addAction(m_actions.quit);
}

void MainWindow::connectBreaking()
{
    const auto look = [this] { m_watcher.refresh(); };
    connect(m_actions.showBroken, &QAction::triggered, this, [this] {
        auto *dialog = new BrokenDialog(m_desk, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(&m_desk, &BreakController::broken, this, look);
    connect(&m_desk, &BreakController::restored, this, look);
}

void MainWindow::connectNotifier()
{
    connect(&m_notifier, &Notifier::due, this, &MainWindow::notify);
    connect(&m_notifier, &Notifier::changed, this, [this] {
        pauseUnlessSeen();
        std::set<std::string> keys;
        for (const auto &subscription : m_notifier.subscriptions())
            keys.insert(subscription.key);
        m_locks.setAwaited(std::move(keys));
    });
    connect(&m_watcher, &LockWatcher::eventsOccurred, &m_notifier, &Notifier::note);
    connect(&m_tray, &Tray::clicked, this, &MainWindow::comeToFront);
    connect(&m_desktop, &DesktopNotifications::undelivered, &m_tray, &Tray::show);
    connect(&m_desktop, &DesktopNotifications::activated, this,
            [this](const std::string &key, DesktopNotifications::Action action) {
                comeToFront();
                if (action == DesktopNotifications::Action::Restore)
                    m_actions.showBroken->trigger();
                else
                    showLock(key);
            });
}

void MainWindow::notify(const QString &text, Notifier::When when, const std::string &key)
{
    const bool isFree = when == Notifier::When::Free || when == Notifier::When::Broken;
    m_messages->add(text, isFree ? Glyph::Free : when == Notifier::When::Stale ? Glyph::Stale : Glyph::Waiting);
    QApplication::alert(this); // in the taskbar
    const int row = m_locks.rowOf(key);
    m_desktop.send({.text = text,
                    .path = row < 0 ? QString() : displayText(m_locks.reportAt(row).path),
                    .key = key,
                    .canBeRestored = when == Notifier::When::Broken});
}

void MainWindow::connectWatcher()
{
    connect(&m_watcher, &LockWatcher::updated, &m_nameless, [this](const std::vector<LockReport> &reports) {
        withoutOwnFiles(reports, [this](const auto &others) { m_nameless.update(others); });
    });
    connect(&m_watcher, &LockWatcher::removed, &m_nameless, &NamelessLocks::remove);
    connect(&m_nameless, &NamelessLocks::failed, this, &MainWindow::say);
    connect(&m_watcher, &LockWatcher::scanning, m_status, &StatusLine::setProgress);
    connect(&m_watcher, &LockWatcher::initialScanFinished, this, [this] {
        m_status->endProgress();
        m_locksPage->setLooking(false);
        m_events->setScanning(false);
        m_locksPage->chooseFirstUnlessChosen();
        m_historyReader.read();
    });
    connect(&m_watcher, &LockWatcher::eventsOccurred, m_events, [this](const std::vector<LockEvent> &events) {
        withoutOwnFiles(events, [this](const auto &others) { m_events->add(others); });
    });
    connect(&m_watcher, &LockWatcher::eventsOccurred, m_timeline, &TimelinePage::refreshSoon);
    connect(&m_watcher, &LockWatcher::eventsOccurred, m_details, &DetailsPane::refreshHistory);
    connect(&m_watcher, &LockWatcher::failed, m_messages, [this](const Failure &failure) {
        // That a plain user may not read the directories of system programs is no news: the sources show it.
        const bool isForbidden = failure.systemErrno == EACCES || failure.systemErrno == EPERM;
        if (!isForbidden || !m_sources.isWellKnown(failure.path))
            m_messages->add(failureText(failure));
    });
}

void MainWindow::connectRemote()
{
    connect(&m_remote, &RemoteWatcher::updated, &m_locks, &LockTableModel::update);
    connect(&m_remote, &RemoteWatcher::removed, &m_locks, &LockTableModel::remove);
    connect(&m_remote, &RemoteWatcher::eventsOccurred, this, [this](const std::vector<LockEvent> &events) {
        if (m_history)
            m_history->record(events);
        m_events->add(events);
        m_notifier.note(events);
        m_timeline->refreshSoon();
        m_details->refreshHistory();
    });
    connect(&m_remote, &RemoteWatcher::ready, this, [this](const std::filesystem::path &address) {
        if (m_history)
            m_history->recordLookAtAll({address}, wallTimeNow());
        m_locksPage->chooseFirstUnlessChosen();
    });
    connect(&m_remote, &RemoteWatcher::stateChanged, this, [this] { m_commands->showState(); });
    connect(&m_remoteQuestions, &RemoteQuestions::listRead, this, [this](const std::shared_ptr<HostAsker> &hosts) {
        m_desk.setHosts(hosts);
        m_commands->showState();
    });
    connect(&m_remoteQuestions, &RemoteQuestions::failed, this, &MainWindow::say);
    connect(&m_remoteQuestions, &RemoteQuestions::answered, this,
            [this](const LockReport &report) { m_locks.update({report}); });
    m_details->setHeardFrom([this](const LockReport &report) -> std::optional<std::chrono::steady_clock::time_point> {
        const auto *state = m_remote.stateOf(report.path);
        return state ? std::optional(state->heard) : std::nullopt;
    });
    m_remoteQuestions.readList();
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
    connect(m_locksPage, &LocksPage::activated, this, [this] {
        m_actions.showDetails->setChecked(true);
        m_details->enter();
    });
    connect(m_waiting, &WaitingView::chosen, m_locksPage, &LocksPage::choose);
    connect(m_waiting, &WaitingView::locksRequested, this, &MainWindow::showLocksOf);
    connect(m_waiting, &WaitingView::signalRequested, this, [this](const std::string &key) {
        if (const int row = m_locks.rowOf(key); row >= 0)
            m_commands->askToSignal(m_locks.reportAt(row));
    });
    m_details->setLocksOfProcess(
        [this](const std::string &host, std::int64_t pid) { return processLocks(m_locks, host, pid); });
    connect(m_details, &DetailsPane::lockChosen, this, &MainWindow::showLock);
    connect(&m_historyReader, &HistoryReader::found, &m_locks, &LockTableModel::addRecorded);
    connect(m_timeline, &TimelinePage::chosen, m_locksPage, &LocksPage::choose);
    connect(m_events, &EventsPage::chosen, this, [this](const std::string &key) {
        // Details and actions must not be about another lock.
        if (!m_locksPage->choose(key))
            m_locksPage->chooseNone();
    });
    auto &filterBar = m_locksPage->filterBar();
    connect(&filterBar, &FilterBar::filterChanged, &m_events->filter(), &EventFilter::setFilter);
    connect(&filterBar, &FilterBar::categoriesChanged, &m_events->filter(), &EventFilter::setCategories);
    connect(&filterBar, &FilterBar::filterChanged, m_timeline, &TimelinePage::setFilter);
    connect(&filterBar, &FilterBar::categoriesChanged, m_timeline, &TimelinePage::setCategories);
    m_timeline->setCurrentRows([this](const std::string &key) {
        const int row = m_locks.rowOf(key);
        return row < 0 ? nullptr : &m_locks.lockInSlot(m_locks.slotAt(row));
    });
    connect(m_timeline, &TimelinePage::rangeChosen, m_events, &EventsPage::setRange);
    connect(m_timeline, &TimelinePage::eventsRequested, m_actions.showEvents, &QAction::trigger);
    connect(m_events, &EventsPage::rangeCleared, m_timeline, &TimelinePage::clearRange);
    connect(m_views, &QTabWidget::currentChanged, this, [this] {
        if (m_views->currentWidget() == m_events)
            m_events->setFilterBar(m_locksPage->lendFilterBar());
        else if (m_views->currentWidget() == m_timeline)
            m_timeline->setFilterBar(m_locksPage->lendFilterBar());
        else
            m_locksPage->takeFilterBar();
    });

    m_ageTimer.setInterval(std::chrono::seconds(1));
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        m_locks.setNow(wallTimeNow());
        m_locksPage->goOn();
        m_details->goOn();
    });
}

void MainWindow::connectCaptures()
{
    connect(m_actions.saveCapture, &QAction::triggered, this, [this] {
        const auto locks = [this] {
            std::vector<LockReport> reports;
            for (int row = 0; row < m_locks.rowCount(); ++row) {
                // A capture is of one host.
                if (!LockAddress::isAddress(m_locks.reportAt(row).path))
                    reports.push_back(m_locks.reportAt(row));
            }
            return reports;
        };
        m_captures.askToSave(*this, locks, m_readHistory);
    });
    connect(m_actions.openCapture, &QAction::triggered, this,
            [this] { askForCapture(*this, [this](const std::filesystem::path &file) { openCapture(file); }); });
    connect(&m_captures, &CaptureFiles::saved, this, [this](const std::filesystem::path &file, std::size_t locks) {
        m_messages->add(tr("%n lock(s) saved to %1.", nullptr, static_cast<int>(locks)).arg(displayText(file)),
                        Glyph::Free);
    });
    connect(&m_captures, &CaptureFiles::failed, this, [this](const Failure &failure) {
        say(failureText(failure));
        comeToFront();
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

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow.h"

#include "ui/agetext.h"
#include "ui/detailspane.h"
#include "ui/emptystate.h"
#include "ui/filterbar.h"
#include "ui/glyph.h"
#include "ui/locktableview.h"
#include "ui/messagebar.h"
#include "ui/reportfacts.h"
#include "ui/statusline.h"

#include <lockscope/displaytext.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Lockscope::Ui {

namespace {

Paths localPaths(const QList<QUrl> &urls)
{
    Paths paths;
    for (const auto &url : urls) {
        if (url.isLocalFile())
            paths.push_back(toPath(url.toLocalFile()));
    }
    return paths;
}

} // namespace

MainWindow::MainWindow(LockWatcher &watcher, QWidget *parent)
    : QMainWindow(parent)
    , m_watcher(watcher)
    , m_filtered(m_locks)
{
    setWindowTitle(tr("Lockscope"));
    setWindowIcon(glyphIcon(Glyph::Application));
    setAcceptDrops(true);
    resize(QSize(1180, 740).boundedTo(screen()->availableSize()));

    createActions();
    createCentre();
    createToolBar();
    createMenus();
    connectWatcher();
    connectTable();
    showCounts();
    showSelection();
    m_table->setFocus();
}

MainWindow::~MainWindow()
{
    // The table outlives its model by a moment, and says that the selection is gone when there is nothing to show it.
    m_table->selectionModel()->disconnect(this);
}

void MainWindow::watchThisHost()
{
    startLooking();
    m_search.thisHost([this](const Places &places) { watchInstead(places); });
}

void MainWindow::watchOnly(const Paths &paths)
{
    startLooking();
    m_search.paths(paths, [this](const Places &places) { watchInstead(places); });
}

void MainWindow::watchToo(const Paths &paths)
{
    startLooking();
    m_search.paths(paths, [this](const Places &more) {
        for (const auto &path : more.paths) {
            if (std::ranges::find(m_places.paths, path) == m_places.paths.end())
                m_places.paths.push_back(path);
        }
        watchPlaces();
    });
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

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(event->mimeData()->urls()).empty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    watchToo(localPaths(event->mimeData()->urls()));
    event->acceptProposedAction();
}

void MainWindow::createActions()
{
    const auto add = [this](const QString &objectName, const QString &text, auto slot) {
        auto *action = new QAction(text, this);
        action->setObjectName(objectName);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    m_openFile = add(QStringLiteral("openFile"), tr("Open &file…"), &MainWindow::openFiles);
    m_openFile->setIcon(glyphIcon(Glyph::OpenFile));
    m_openFile->setShortcut(QKeySequence::Open);
    m_openFile->setToolTip(tr("Watch a lock file too"));
    m_openFolder = add(QStringLiteral("openFolder"), tr("Open f&older…"), &MainWindow::openFolder);
    m_openFolder->setIcon(glyphIcon(Glyph::OpenFolder));
    m_openFolder->setShortcut(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_O));
    m_openFolder->setToolTip(tr("Watch all locks below a folder too"));
    m_thisHost = add(QStringLiteral("thisHost"), tr("This &host's locks"), &MainWindow::watchThisHost);
    m_thisHost->setIcon(glyphIcon(Glyph::Host));
    m_thisHost->setShortcut(QKeyCombination(Qt::ControlModifier, Qt::Key_H));
    m_thisHost->setToolTip(
        tr("Watch the kernel locks of this host and the places of well-known programs, nothing else"));
    m_quit = add(QStringLiteral("quit"), tr("&Quit"), &MainWindow::close);
    m_quit->setShortcut(QKeySequence::Quit);

    m_copyPath = add(QStringLiteral("copyPath"), tr("Copy &path"), &MainWindow::copyPaths);
    m_copyPath->setShortcut(QKeySequence::Copy);
    m_copyReport = add(QStringLiteral("copyReport"), tr("Copy &report"), &MainWindow::copyReports);
    m_copyReport->setShortcut(QKeyCombination(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_C));
    m_find = add(QStringLiteral("find"), tr("&Filter by text"), [this] { m_filterBar->focusText(); });
    m_find->setShortcut(QKeySequence::Find);

    m_refresh = add(QStringLiteral("refresh"), tr("&Refresh"), [this] { m_watcher.refresh(); });
    m_refresh->setIcon(glyphIcon(Glyph::Refresh));
    m_refresh->setShortcut(QKeySequence::Refresh);
    m_refresh->setToolTip(tr("Look at everything again"));
    m_showDetails = add(QStringLiteral("showDetails"), tr("&Details"), &MainWindow::showWhatThereIs);
    m_showDetails->setIcon(glyphIcon(Glyph::Details));
    m_showDetails->setShortcut(QKeyCombination(Qt::ControlModifier, Qt::Key_D));
    m_showDetails->setIconVisibleInMenu(false);
    m_showDetails->setCheckable(true);
    m_showDetails->setChecked(true);
    m_showDetails->setToolTip(tr("Show the selected lock in full"));
    m_clearFilter = add(QStringLiteral("clearFilter"), tr("Show &all locks"), &MainWindow::clearFilter);
    m_about = add(QStringLiteral("about"), tr("&About Lockscope"), &MainWindow::about);
}

void MainWindow::createMenus()
{
    auto *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_openFile, m_openFolder, m_thisHost});
    file->addSeparator();
    file->addAction(m_quit);

    auto *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_copyPath, m_copyReport});
    edit->addSeparator();
    edit->addAction(m_find);

    auto *view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_refresh, m_showDetails});
    view->addSeparator();
    view->addActions(m_filterBar->actions());
    view->addSeparator();
    view->addAction(m_clearFilter);

    auto *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(m_about);
}

void MainWindow::createToolBar()
{
    auto *bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({18, 18});
    bar->addActions({m_openFile, m_openFolder, m_thisHost});
    bar->addSeparator();
    bar->addAction(m_refresh);
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addAction(m_showDetails);
    for (auto *action : bar->actions()) {
        // Qt keeps tool buttons out of the tab order.
        if (auto *button = bar->widgetForAction(action); button && button != gap)
            button->setFocusPolicy(Qt::TabFocus);
    }
}

void MainWindow::createCentre()
{
    m_filterBar = new FilterBar(this);
    m_messages = new MessageBar(this);
    m_table = new LockTableView(this);
    m_table->setObjectName(QStringLiteral("lockTable"));
    m_table->setAccessibleName(tr("Locks"));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_copyPath, m_copyReport});
    m_empty = new EmptyState(this);
    m_tableOrEmpty = new QStackedWidget(this);
    m_tableOrEmpty->addWidget(m_table);
    m_tableOrEmpty->addWidget(m_empty);
    m_details = new DetailsPane(this);

    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->addWidget(m_tableOrEmpty);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({400, 280});
    m_splitter->setChildrenCollapsible(false);

    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_messages);
    layout->addWidget(m_splitter, 1);
    setCentralWidget(centre);

    m_status = new StatusLine(this);
    setStatusBar(m_status);
}

void MainWindow::connectWatcher()
{
    connect(&m_watcher, &LockWatcher::updated, &m_locks, &LockTableModel::update);
    connect(&m_watcher, &LockWatcher::removed, &m_locks, &LockTableModel::remove);
    connect(&m_watcher, &LockWatcher::scanning, m_status, &StatusLine::setProgress);
    connect(&m_watcher, &LockWatcher::ready, this, [this] {
        m_isLooking = false;
        m_status->endProgress();
        showWhatThereIs();
        if (!m_table->currentIndex().isValid())
            m_table->selectRow(0);
    });
    connect(&m_watcher, &LockWatcher::failed, m_messages,
            [this](const Failure &failure) { m_messages->add(failureText(failure)); });
}

void MainWindow::connectTable()
{
    m_table->setModel(&m_filtered);
    m_table->sortByColumn(LockTable::VerdictColumn, Qt::AscendingOrder);
    connect(m_filterBar, &FilterBar::textChanged, &m_filtered, &LockFilterModel::setText);
    connect(m_filterBar, &FilterBar::categoriesChanged, &m_filtered, &LockFilterModel::setCategories);
    connect(m_filterBar, &FilterBar::left, this, [this] {
        m_table->setFocus();
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectRow(0);
    });

    // Not at once: while a scan delivers, events come so thick that a new count would be painted before its label has
    // got the room for it.
    m_countTimer.setSingleShot(true);
    const auto countSoon = qOverload<>(&QTimer::start);
    connect(&m_locks, &LockTableModel::countsChanged, &m_countTimer, countSoon);
    connect(&m_filtered, &LockFilterModel::rowsInserted, &m_countTimer, countSoon);
    connect(&m_filtered, &LockFilterModel::rowsRemoved, &m_countTimer, countSoon);
    connect(&m_countTimer, &QTimer::timeout, this, &MainWindow::showCounts);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MainWindow::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MainWindow::showSelection);
    connect(&m_locks, &LockTableModel::merged, this, &MainWindow::showSelection);

    m_ageTimer.setInterval(std::chrono::seconds(1));
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        m_locks.setNow(wallTimeNow());
        m_filtered.refreshAges(m_table->firstVisibleRow(), m_table->lastVisibleRow());
    });
}

void MainWindow::startLooking()
{
    m_isLooking = true;
    showWhatThereIs();
}

void MainWindow::watchInstead(const Places &places)
{
    m_places = places;
    m_locks.clear();
    m_messages->dismiss();
    watchPlaces();
}

void MainWindow::watchPlaces()
{
    m_status->setPlaces(m_places);
    m_watcher.watch(m_places);
}

void MainWindow::pauseUnlessSeen()
{
    const bool isSeen = isVisible() && !isMinimized();
    m_watcher.setPaused(!isSeen);
    m_watcher.setInFront(isSeen);
    if (isSeen)
        m_ageTimer.start();
    else
        m_ageTimer.stop();
}

void MainWindow::openFiles()
{
    auto *dialog = new QFileDialog(this, tr("Open lock files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &names) {
        Paths paths;
        std::ranges::transform(names, std::back_inserter(paths), toPath);
        watchToo(paths);
    });
    dialog->open();
}

void MainWindow::openFolder()
{
    auto *dialog = new QFileDialog(this, tr("Open a folder with locks"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &name) { watchToo({toPath(name)}); });
    dialog->open();
}

void MainWindow::about()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Lockscope"));
    box->setIconPixmap(glyphIcon(Glyph::Application).pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setText(tr("Lockscope %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(
        tr("Shows lock files and kernel locks: who holds them, who waits, and which were left behind. "
           "Looking changes nothing.\n\nFree software under the MIT licence."));
    box->open();
}

void MainWindow::clearFilter()
{
    m_filterBar->clear();
}

void MainWindow::copyPaths()
{
    QStringList paths;
    for (const auto *report : selectedReports())
        paths += displayText(report->path);
    QApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
}

void MainWindow::copyReports()
{
    QStringList texts;
    for (const auto *report : selectedReports())
        texts += reportText(*report);
    QApplication::clipboard()->setText(texts.join(QLatin1Char('\n')));
}

void MainWindow::showSelection()
{
    const auto *selection = m_table->selectionModel();
    const bool hasSelection = selection->hasSelection();
    m_copyPath->setEnabled(hasSelection);
    m_copyReport->setEnabled(hasSelection);
    if (!hasSelection) {
        m_details->clear();
        return;
    }
    const auto current = selection->currentIndex();
    const auto shown = selection->isSelected(current) ? current : selection->selectedRows().first();
    m_details->setReport(m_filtered.reportAt(shown.row()));
}

void MainWindow::showCounts()
{
    m_filterBar->setCounts(m_locks.counts());
    m_status->setCounts(m_locks.counts(), m_filtered.rowCount());
    showWhatThereIs();
}

void MainWindow::showWhatThereIs()
{
    const bool hasRows = m_filtered.rowCount() > 0;
    m_tableOrEmpty->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    m_details->setVisible(m_showDetails->isChecked() && hasRows);
    m_clearFilter->setEnabled(m_filtered.isFiltering());
    if (hasRows)
        return;
    if (m_locks.rowCount() > 0)
        m_empty->say(tr("No lock matches the filter"), m_locks.counts().text(), *m_clearFilter);
    else if (m_isLooking)
        m_empty->say(tr("Looking for locks…"), tr("They appear here as soon as they are found."));
    else
        m_empty->say(tr("No locks found"),
                     tr("There is no lock in what is watched now. Open a folder, or drop files and folders here."),
                     *m_openFolder);
}

std::vector<const LockReport *> MainWindow::selectedReports() const
{
    auto rows = m_table->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<const LockReport *> reports;
    for (const auto &row : rows)
        reports.push_back(&m_filtered.reportAt(row.row()));
    return reports;
}

} // namespace Lockscope::Ui

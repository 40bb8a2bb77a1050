// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/capture/capturewindow.h"

#include "ui/capture/capturedprocesses.h"
#include "ui/capture/capturefiles.h"
#include "ui/details/detailspane.h"
#include "ui/filter/filterbar.h"
#include "ui/locks/lockspage.h"
#include "ui/locks/locktableview.h"
#include "ui/model/displayedtime.h"
#include "ui/model/processlocks.h"
#include "ui/readcommands.h"
#include "ui/selectedlock.h"
#include "ui/text/agetext.h"
#include "ui/timeline/timelinepage.h"
#include "ui/waiting/waitingview.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/plainlabel.h"

#include <lockscope/displaytext.h>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace Lockscope::Ui {

namespace {

/// A hostile name must not fill the banner.
constexpr qsizetype MaxName = 80;

/// The background of the banner, in a light and in a dark theme.
QColor blended(const QColor &background, const QColor &accent)
{
    constexpr double Share = 0.25;
    const auto mix = [](float from, float to) { return static_cast<float>(from + (to - from) * Share); };
    return QColor::fromRgbF(mix(background.redF(), accent.redF()), mix(background.greenF(), accent.greenF()),
                            mix(background.blueF(), accent.blueF()));
}

} // namespace

CaptureWindow::CaptureWindow(std::shared_ptr<const Capture> capture, std::filesystem::path file,
                             Preferences &preferences, QWidget *parent)
    : QMainWindow(parent)
    , m_capture(std::move(capture))
    , m_file(std::move(file))
    , m_actions(*this)
    , m_locksPage(new LocksPage(m_locks, preferences, m_actions))
    , m_waiting(new WaitingView(m_locks))
    , m_timeline(new TimelinePage)
    , m_details(new DetailsPane)
    , m_views(new QTabWidget)
    , m_commands(new ReadCommands(m_actions, m_locks, *m_locksPage,
                                  {.host = m_capture->hostname, .version = m_capture->version, .time = m_capture->time},
                                  readerOf(m_capture)))
{
    setObjectName(QStringLiteral("captureWindow"));
    setWindowTitle(tr("Capture of %1, %2").arg(displayText(m_capture->hostname, MaxName), timeText(m_capture->time)));
    setWindowIcon(glyphIcon(Glyph::Application));
    setDisplayedTime(*this, m_capture->time);
    m_commands->setParent(this);
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(newBanner());
    layout->addWidget(newParts(), 1);
    setCentralWidget(centre);
    createMenus();
    connectParts();

    const auto history = [capture = m_capture](const LockHistory::Filter &filter) {
        return intervalsOf(*capture, filter);
    };
    m_details->setRecorded(readerOf(m_capture));
    m_details->setHistory(history);
    m_timeline->setHistory(history);
    m_locks.updateAt(m_capture->locks, m_capture->time);
    m_locks.addRecorded(m_capture->history);
    m_locksPage->chooseFirstUnlessChosen();
    const auto waiting = m_locks.waitingProcesses();
    if (waiting > 0)
        m_views->setTabText(m_views->indexOf(m_waiting), tr("Waiting (%1)").arg(waiting));
    showSelection();
    resize(QSize(1180, 740).boundedTo(screen()->availableSize()));
}

CaptureWindow::~CaptureWindow()
{
    // Before the model that its views display.
    delete takeCentralWidget();
}

QWidget *CaptureWindow::newBanner()
{
    auto *banner = new QFrame;
    banner->setObjectName(QStringLiteral("captureBanner"));
    banner->setAutoFillBackground(true);
    auto colours = banner->palette();
    colours.setColor(QPalette::Window, blended(colours.color(QPalette::Window), colours.color(QPalette::Highlight)));
    banner->setPalette(colours);
    auto *text = newSelectableLabel(QStringLiteral("captureText"));
    auto font = text->font();
    font.setBold(true);
    text->setFont(font);
    const auto sentence = tr("Read-only: as of %1 on %2, captured by %3 with Lockscope %4.")
                              .arg(timeText(m_capture->time), displayText(m_capture->hostname, MaxName),
                                   displayText(m_capture->user, MaxName), displayText(m_capture->version, MaxName));
    text->setText(m_capture->isComplete
                      ? sentence
                      : sentence + u' ' + tr("The processes of other users were not visible to that user."));
    auto *compare = new QPushButton(tr("Co&mpare with…"));
    compare->setObjectName(QStringLiteral("compareCapture"));
    compare->setToolTip(tr("Show which locks differ from those of an earlier or later capture"));
    connect(compare, &QPushButton::clicked, this, [this] {
        askForCapture(*this, [this](const std::filesystem::path &file) { Q_EMIT comparisonRequested(file); });
    });
    auto *layout = new QHBoxLayout(banner);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(new GlyphLabel(Glyph::Host, style()->pixelMetric(QStyle::PM_SmallIconSize)));
    layout->addWidget(text, 1);
    layout->addWidget(compare);
    return banner;
}

QWidget *CaptureWindow::newParts()
{
    m_locksPage->table().addActions(readingActions(m_actions, this));
    m_views->setObjectName(QStringLiteral("views"));
    m_views->setAccessibleName(tr("Views"));
    m_views->setDocumentMode(true);
    m_views->addTab(m_locksPage, tr("Locks"));
    m_views->addTab(m_waiting, tr("Waiting"));
    m_views->addTab(m_timeline, tr("Timeline"));
    auto *parts = new QSplitter(Qt::Vertical);
    parts->addWidget(m_views);
    parts->addWidget(m_details);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setSizes({430, 260});
    parts->setChildrenCollapsible(false);
    return parts;
}

void CaptureWindow::createMenus()
{
    // The keys of actions that watch or change locks must do nothing here.
    const auto all = findChildren<QAction *>(Qt::FindDirectChildrenOnly);
    for (auto *action : all)
        action->setEnabled(false);
    for (auto *action : {m_actions.quit, m_actions.find, m_actions.clearFilter, m_actions.showLocks,
                         m_actions.showWaiting, m_actions.showTimeline, m_actions.explainFormat})
        action->setEnabled(true);
    m_actions.quit->setText(tr("&Close"));
    m_actions.quit->setShortcuts({QKeySequence::Close, QKeySequence::Quit});
    menuBar()->addMenu(tr("&File"))->addAction(m_actions.quit);
    auto *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({m_actions.copyPath, m_actions.copyReport, m_actions.copyReportJson});
    edit->addSeparator();
    edit->addAction(m_actions.find);
    auto *view = menuBar()->addMenu(tr("&View"));
    view->addActions({m_actions.showLocks, m_actions.showWaiting, m_actions.showTimeline});
    view->addSeparator();
    view->addActions(m_locksPage->filterBar().actions());
    view->addMenu(&m_locksPage->groups().menu());
    view->addSeparator();
    view->addActions({m_actions.sameHolder, m_actions.showInTimeline, m_actions.explainFormat, m_actions.clearFilter});
}

void CaptureWindow::connectParts()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.quit, &CaptureWindow::close);
    on(m_actions.find, [this] {
        m_views->setCurrentWidget(m_locksPage);
        m_locksPage->filterBar().focusText();
    });
    on(m_actions.clearFilter, [this] {
        m_locksPage->filterBar().clear();
        m_locksPage->clearGroup();
    });
    on(m_actions.showLocks, [this] { m_views->setCurrentWidget(m_locksPage); });
    on(m_actions.showWaiting, [this] { m_views->setCurrentWidget(m_waiting); });
    on(m_actions.showTimeline, [this] { m_views->setCurrentWidget(m_timeline); });
    on(m_actions.showInTimeline, [this] { m_views->setCurrentWidget(m_timeline); });
    on(m_actions.explainFormat, [this] { m_details->showFormat(); });
    connect(m_locksPage, &LocksPage::changed, m_locksPage, &LocksPage::showCounts, Qt::QueuedConnection);
    connect(m_locksPage, &LocksPage::selectionChanged, this, &CaptureWindow::showSelection);
    connect(m_locksPage, &LocksPage::activated, m_details, &DetailsPane::enter);
    connect(m_waiting, &WaitingView::chosen, m_locksPage, &LocksPage::choose);
    connect(m_waiting, &WaitingView::locksRequested, this, &CaptureWindow::showLocksOf);
    connect(m_timeline, &TimelinePage::chosen, m_locksPage, &LocksPage::choose);
    auto &filterBar = m_locksPage->filterBar();
    connect(&filterBar, &FilterBar::filterChanged, m_timeline, &TimelinePage::setFilter);
    connect(&filterBar, &FilterBar::categoriesChanged, m_timeline, &TimelinePage::setCategories);
    m_waiting->setReadOnly();
    m_timeline->setHasEvents(false);
    m_details->setLocksOfProcess(
        [this](const std::string &host, std::int64_t pid) { return processLocks(m_locks, host, pid); });
    connect(m_details, &DetailsPane::lockChosen, this, &CaptureWindow::showLock);
}

void CaptureWindow::showLock(const std::string &key)
{
    m_views->setCurrentWidget(m_locksPage);
    if (!m_locksPage->choose(key)) {
        m_actions.clearFilter->trigger();
        m_locksPage->choose(key);
    }
}

void CaptureWindow::showLocksOf(std::int64_t pid)
{
    m_views->setCurrentWidget(m_locksPage);
    m_locksPage->filterBar().setText(QStringLiteral("pid:%1").arg(pid));
    m_locksPage->chooseFirstUnlessChosen();
}

void CaptureWindow::showSelection()
{
    m_commands->showState();
    showSelectedLock(*m_locksPage, *m_details, *m_waiting, *m_timeline);
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/lockfiltermodel.h"
#include "ui/locktablemodel.h"
#include "ui/placesearch.h"

#include <lockscope/lockwatcher.h>

#include <QMainWindow>
#include <QTimer>

#include <vector>

class QAction;
class QSplitter;
class QStackedWidget;

namespace Lockscope::Ui {

class DetailsPane;
class EmptyState;
class FilterBar;
class LockTableView;
class MessageBar;
class StatusLine;

/// The window: the locks that a watcher knows as a table, and one of them in full. The watcher must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(LockWatcher &watcher, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Watches the kernel locks of this host and the places where well-known programs have theirs.
    void watchThisHost();
    /// Watches these files and folders only.
    void watchOnly(const Paths &paths);
    /// Watches these too.
    void watchToo(const Paths &paths);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    using Places = LockWatcher::Places;

    void createActions();
    void createMenus();
    void createToolBar();
    void createCentre();
    void connectWatcher();
    void connectTable();

    void startLooking();
    void watchInstead(const Places &places);
    void watchPlaces();
    void pauseUnlessSeen();
    void openFiles();
    void openFolder();
    void about();
    void clearFilter();
    void copyPaths();
    void copyReports();
    void showSelection();
    void showCounts();
    void showWhatThereIs();
    std::vector<const LockReport *> selectedReports() const;

    LockWatcher &m_watcher;
    LockTableModel m_locks;
    LockFilterModel m_filtered;
    PlaceSearch m_search;
    Places m_places;
    bool m_isLooking = false;
    QTimer m_ageTimer;
    QTimer m_countTimer;

    QAction *m_openFile = nullptr;
    QAction *m_openFolder = nullptr;
    QAction *m_thisHost = nullptr;
    QAction *m_quit = nullptr;
    QAction *m_copyPath = nullptr;
    QAction *m_copyReport = nullptr;
    QAction *m_find = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_showDetails = nullptr;
    QAction *m_clearFilter = nullptr;
    QAction *m_about = nullptr;

    FilterBar *m_filterBar = nullptr;
    MessageBar *m_messages = nullptr;
    LockTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedWidget *m_tableOrEmpty = nullptr;
    DetailsPane *m_details = nullptr;
    QSplitter *m_splitter = nullptr;
    StatusLine *m_status = nullptr;
};

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/locktablemodel.h"
#include "ui/widgets/windowactions.h"

#include <lockscope/capture.h>

#include <QMainWindow>

#include <filesystem>
#include <memory>
#include <string>

class QTabWidget;

namespace Lockscope::Ui {

class DetailsPane;
class LocksPage;
class Preferences;
class ReadCommands;
class TimelinePage;
class WaitingView;

/// A capture, read-only: its locks, waiting processes and history, as of the time at which it was taken. Nothing in it
/// is read from this host. Preferences must outlive it.
class CaptureWindow : public QMainWindow
{
    Q_OBJECT

public:
    CaptureWindow(std::shared_ptr<const Capture> capture, std::filesystem::path file, Preferences &preferences,
                  QWidget *parent = nullptr);
    ~CaptureWindow() override;

    const std::filesystem::path &file() const { return m_file; }
    /// Selects the lock, and clears the filter if it hides it.
    void showLock(const std::string &key);

Q_SIGNALS:
    /// A capture was chosen to compare this one with.
    void comparisonRequested(const std::filesystem::path &file);

private:
    QWidget *newBanner();
    QWidget *newParts();
    void createMenus();
    void connectParts();
    void showSelection();
    void showLocksOf(std::int64_t pid);

    std::shared_ptr<const Capture> m_capture;
    std::filesystem::path m_file;
    LockTableModel m_locks;
    WindowActions m_actions;
    LocksPage *m_locksPage;
    WaitingView *m_waiting;
    TimelinePage *m_timeline;
    DetailsPane *m_details;
    QTabWidget *m_views;
    ReadCommands *m_commands;
};

} // namespace Lockscope::Ui

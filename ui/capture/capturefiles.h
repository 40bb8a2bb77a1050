// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/model/historyreader.h"

#include <lockscope/capture.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

class QWidget;

namespace Lockscope::Ui {

class CaptureWindow;
class Preferences;

/// Whether the name of a file is that of a capture: `NAME.lockscope.json`.
bool isCaptureName(const std::filesystem::path &file);

/// Asks for the name of an existing capture.
void askForCapture(QWidget &parent, std::function<void(const std::filesystem::path &)> use);

/// Saves and opens captures, in another thread. A capture opens in a window of its own; one that is open already comes
/// to the front. Preferences must outlive it.
class CaptureFiles : public QObject
{
    Q_OBJECT

public:
    explicit CaptureFiles(Preferences &preferences, QObject *parent = nullptr);

    /// Asks for a name, and saves these locks with the history of the last 24 hours.
    void askToSave(QWidget &parent, std::function<std::vector<LockReport>()> locks, ReadHistory history);
    void save(const std::filesystem::path &file, std::vector<LockReport> locks, ReadHistory history);
    void open(const std::filesystem::path &file);

Q_SIGNALS:
    void saved(const std::filesystem::path &file, std::size_t locks);
    void opened(Lockscope::Ui::CaptureWindow *window);
    void failed(const Lockscope::Failure &failure);

private:
    void read(const std::filesystem::path &file, std::function<void(std::shared_ptr<const Capture>)> use);
    void compareWith(CaptureWindow &window, std::shared_ptr<const Capture> shown, const std::filesystem::path &file);

    Preferences &m_preferences;
    BackgroundPool m_pool{1};
};

} // namespace Lockscope::Ui

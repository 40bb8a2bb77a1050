// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "event.h"

#include <lockscope/lockreport.h>
#include <lockscope/lockwatcher.h>

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

namespace Ctl {

/// Inspects one lock again whenever it may have changed, on the thread that created the object, which needs an event
/// loop.
class LockFollower : public QObject
{
public:
    using Use = std::function<void(const Lockscope::LockReport &report)>;

    /// `row` is the path of a lock in the database `path`; empty for any other lock.
    LockFollower(std::filesystem::path path, std::filesystem::path row, Use use);
    ~LockFollower() override;

    const Lockscope::LockReport &report() const { return m_report; }

private:
    void inspectSoon();
    void inspect();
    void followEtcd();

    std::filesystem::path m_path;
    std::filesystem::path m_row;
    Use m_use;
    Lockscope::LockReport m_report;
    QTimer m_soon; ///< combines a burst of events into one inspection
    QTimer m_poll; ///< for changes without an event
    Lockscope::LockWatcher m_watcher;
    std::thread m_etcd;          ///< for a lock in etcd, instead of the watcher
    std::optional<Event> m_stop; ///< ends the thread
};

/// The state of a lock. For a database of locks, the state of the given row, or else of the most restrictive row. If
/// the rows cannot be read, the state of the database: LockReport::row is empty.
Lockscope::LockReport inspectLock(const std::filesystem::path &path, const std::filesystem::path &row = {});

} // namespace Ctl

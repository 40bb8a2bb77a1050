// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "application.h"

#include <lockscope/lockreport.h>

#include <QString>
#include <QThread>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

namespace Ctl {

/// Prints on standard error what keeps the lock from being acquired, whenever that changes.
class WaitPrinter
{
public:
    explicit WaitPrinter(std::filesystem::path path)
        : m_path(std::move(path))
    {}
    /// Prints nothing if the lock can be acquired.
    void print(const Lockscope::LockReport &report);
    /// The same for the text of an obstacle.
    void print(const QString &obstacle);

private:
    std::filesystem::path m_path;
    QString m_last;
    std::optional<std::int64_t> m_lastHolder;
    QString m_unclear; ///< an obstacle without a holder, printed if it persists
    std::chrono::steady_clock::time_point m_unclearSince;
};

/// During its lifetime, prints which process holds the awaited lock: first after one second, then whenever it changes.
class WaitNotice
{
public:
    /// `row` is the path of a lock in the database `path`; empty for any other lock.
    WaitNotice(std::filesystem::path path, std::filesystem::path row);
    ~WaitNotice();
    WaitNotice(const WaitNotice &) = delete;
    WaitNotice &operator=(const WaitNotice &) = delete;

private:
    Application m_application;
    QThread m_thread;
};

} // namespace Ctl

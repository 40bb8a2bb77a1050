// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

#include <filesystem>
#include <string>

namespace Lockscope::Ui {

/// Where a lock or a watched place is. On this host it is a path. On another host the path is an address,
/// `ssh://HOST/PATH`, and in etcd `etcd://HOST:PORT/NAME`.
struct LockAddress
{
    enum class Where
    {
        Here,
        Host,
        Etcd,
    };
    Where where = Where::Here;
    std::string host = {}; ///< of an address; in etcd with its port, and empty if the settings name the server
    std::filesystem::path path = {}; ///< on that host; for etcd, the whole address

    static LockAddress of(const std::filesystem::path &path);
    /// Whether the path is an address, possibly an invalid one.
    static bool isAddress(const std::filesystem::path &path) { return of(path).where != Where::Here; }
    /// The address of a path on another host.
    static std::filesystem::path onHost(const std::string &host, const std::filesystem::path &path);

    /// `alpha`, `etcd 127.0.0.1:2379`; empty for this host. Safe to show.
    QString text() const;

    bool operator==(const LockAddress &) const = default;
};

/// The host on which the processes of the lock at this path run; empty for this host. PIDs of different hosts are
/// unrelated.
std::string processHost(const std::filesystem::path &path);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "output.h"

#include <lockscope/lockfile.h>
#include <lockscope/lockreport.h>
#include <lockscope/testimony.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace Ctl {

struct Command;

/// What only lockscopectl-etcd can do: it links Qt's Network module, whose libraries would make every start of
/// lockscopectl slower.
struct EtcdFunctions
{
    /// The lock that the first two operands name.
    Lockscope::Result<std::unique_ptr<Lockscope::LockFile>> (*makeLock)(const Arguments &arguments);
    /// Other hosts are asked if `hosts` is not null. An invalid address gives a report with an error.
    Lockscope::LockReport (*inspect)(const std::string &address, std::shared_ptr<Lockscope::HostAsker> hosts);
    /// Reports until `use` returns false or `stopFd` is readable.
    void (*watch)(const std::string &address, const std::function<bool(const Lockscope::LockReport &)> &use,
                  int stopFd);
    int (*watchCommand)(const Arguments &arguments, Output &output);
    int (*breakLock)(const std::string &address, const Arguments &arguments,
                     std::shared_ptr<Lockscope::HostAsker> hosts, Output &output);
    int (*undo)(const std::string &id, const Arguments &arguments, Output &output);
};

/// Null in lockscopectl.
const EtcdFunctions *etcdFunctions();

/// Whether the operand is `etcd://...`.
bool isEtcdAddress(std::string_view operand);
/// Whether the command line names a lock in etcd, so that lockscopectl-etcd must execute it.
bool concernsEtcd(const Command &command, const Arguments &arguments);
/// Executes lockscopectl-etcd with the same words; returns only if that fails.
int executeEtcdProgram(std::span<const std::string_view> words);

} // namespace Ctl

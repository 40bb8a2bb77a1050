// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/inspector.h>
#include <lockscope/testimony.h>

#include <QString>

#include <filesystem>
#include <memory>
#include <stop_token>

namespace Lockscope::Ui {

class RemoteReports;

/// Why an address cannot be watched; empty if it can.
QString etcdProblem(const std::filesystem::path &address);

/// The address in the form in which those of its locks begin: with the port. The same if it is invalid.
std::filesystem::path normalEtcdAddress(const std::filesystem::path &address);

/// Inspects one lock, and asks the hosts that it records.
LockReport inspectInEtcd(const std::filesystem::path &address, std::shared_ptr<HostAsker> hosts, Inspector &inspector);

/// Watches the locks in etcd below an address until it is stopped. Blocks.
void watchInEtcd(const std::filesystem::path &address, RemoteReports &reports, const std::stop_token &stop);

} // namespace Lockscope::Ui

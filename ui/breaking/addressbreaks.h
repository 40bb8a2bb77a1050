// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/text/lockaddress.h"

#include <lockscope/breaker.h>

#include <filesystem>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// Breaks and restores locks on other hosts and in etcd. All functions block.
namespace AddressBreaks {

/// What breaking the locks at an address would do. A host plans it itself.
std::vector<BreakPlan> plan(const std::filesystem::path &address);
/// BreakChanged if it is not the lock of the plan any more.
Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force);

/// Whether the ID of a broken lock is one of these functions.
bool isId(const std::string &id);
Result<BrokenLock> undo(const std::string &id);
/// The broken locks in etcd that this user can restore. Other hosts keep lists of their own.
Result<std::vector<BrokenLock>> brokenInEtcd();

} // namespace AddressBreaks

/// The parts for each kind of address.
namespace HostBreaks {

std::vector<BreakPlan> plan(const LockAddress &address);
Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force);
bool isId(const std::string &id);
Result<BrokenLock> undo(const std::string &id);

} // namespace HostBreaks

namespace EtcdBreaks {

BreakPlan plan(const std::filesystem::path &address);
Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force);
bool isId(const std::string &id);
Result<BrokenLock> undo(const std::string &id);
Result<std::vector<BrokenLock>> broken();

} // namespace EtcdBreaks

} // namespace Lockscope::Ui

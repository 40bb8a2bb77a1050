// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/addressbreaks.h"

#include <lockscope/etcd.h>
#include <lockscope/inspector.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Lockscope::Ui::EtcdBreaks {

namespace {

constexpr std::string_view IdBeginning = "etcd-";

BrokenLock lockOf(const BrokenEtcdLock &broken)
{
    BrokenLock lock;
    lock.id = broken.id;
    lock.path = broken.address;
    lock.time = broken.brokenAt;
    lock.format = "etcd";
    lock.forced = true; // it does not expire by itself, but with its lease
    return lock;
}

} // namespace

BreakPlan plan(const std::filesystem::path &address)
{
    BreakPlan plan;
    plan.report.path = address;
    const auto parsed = EtcdAddress::parse(address.native());
    auto settings = EtcdSettings::read();
    if (!parsed || !settings) {
        plan.failure = parsed ? settings.error() : parsed.error();
        return plan;
    }
    Inspector inspector;
    plan.report = EtcdInspector(*std::move(settings)).inspect(*parsed, inspector);
    plan.permission = plan.report.breakPermission;
    plan.refusal = plan.report.breakRefused;
    return plan;
}

Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force)
{
    const auto address = EtcdAddress::parse(plan.report.path.native());
    if (!address)
        return address.error();
    auto settings = EtcdSettings::read();
    if (!settings)
        return settings.error();
    EtcdInspector etcd(*std::move(settings));
    Inspector inspector;
    const auto now = etcd.inspect(*address, inspector);
    if (now.token != plan.report.token)
        return Failure::of(LockErrc::BreakChanged, plan.report.path);
    const auto broken =
        etcd.breakLock(now, force == Breaker::Force::Yes ? EtcdInspector::Force::Yes : EtcdInspector::Force::No);
    if (!broken)
        return broken.error();
    auto lock = lockOf(*broken);
    lock.verdict = plan.report.verdict;
    lock.owner = plan.report.owner;
    return lock;
}

bool isId(const std::string &id)
{
    return id.starts_with(IdBeginning);
}

Result<BrokenLock> undo(const std::string &id)
{
    auto settings = EtcdSettings::read();
    if (!settings)
        return settings.error();
    const auto restored = EtcdInspector(*std::move(settings)).undo(id);
    return restored ? Result<BrokenLock>(lockOf(*restored)) : Result<BrokenLock>(restored.error());
}

Result<std::vector<BrokenLock>> broken()
{
    const auto found = EtcdInspector::broken();
    if (!found)
        return found.error();
    std::vector<BrokenLock> locks;
    std::transform(found->rbegin(), found->rend(), std::back_inserter(locks), lockOf);
    return locks;
}

} // namespace Lockscope::Ui::EtcdBreaks

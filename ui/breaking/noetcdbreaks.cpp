// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/addressbreaks.h"
#include "ui/remote/etcdwatch.h"

// For a window that was built without Lockscope::Etcd.
namespace Lockscope::Ui::EtcdBreaks {

BreakPlan plan(const std::filesystem::path &address)
{
    BreakPlan plan;
    plan.report.path = address;
    plan.failure = Failure::of(LockErrc::BreakFailed, address, etcdProblem(address).toStdString());
    return plan;
}

Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force)
{
    return Failure::of(LockErrc::BreakFailed, plan.report.path);
}

bool isId(const std::string &)
{
    return false;
}

Result<BrokenLock> undo(const std::string &id)
{
    return Failure::of(LockErrc::UndoFailed, id);
}

Result<std::vector<BrokenLock>> broken()
{
    return std::vector<BrokenLock>();
}

} // namespace Lockscope::Ui::EtcdBreaks

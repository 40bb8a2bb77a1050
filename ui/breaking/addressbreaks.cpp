// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/addressbreaks.h"

namespace Lockscope::Ui::AddressBreaks {

std::vector<BreakPlan> plan(const std::filesystem::path &address)
{
    const auto parsed = LockAddress::of(address);
    if (parsed.where == LockAddress::Where::Host)
        return HostBreaks::plan(parsed);
    return {EtcdBreaks::plan(address)};
}

Result<BrokenLock> execute(const BreakPlan &plan, Breaker::Force force)
{
    return LockAddress::of(plan.report.path).where == LockAddress::Where::Host ? HostBreaks::execute(plan, force)
                                                                               : EtcdBreaks::execute(plan, force);
}

bool isId(const std::string &id)
{
    return HostBreaks::isId(id) || EtcdBreaks::isId(id);
}

Result<BrokenLock> undo(const std::string &id)
{
    return HostBreaks::isId(id) ? HostBreaks::undo(id) : EtcdBreaks::undo(id);
}

Result<std::vector<BrokenLock>> brokenInEtcd()
{
    return EtcdBreaks::broken();
}

} // namespace Lockscope::Ui::AddressBreaks

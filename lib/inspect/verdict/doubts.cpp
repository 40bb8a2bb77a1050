// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/verdict/rules.h"

namespace Lockscope {

std::optional<Verdict> VerdictRules::implausible(const ClaimedProcess &claimed) const
{
    using Reason = Verdict::Reason;
    using Says = Sentence::Verdict;
    const auto name = processName(claimed);
    if (isKernelThread(claimed))
        return unknownVerdict(Reason::PidRecycled, {Says::KernelThread, name});
    if (isImplausibleInit(claimed, facts))
        return unknownVerdict(Reason::OtherPidNamespace, {Says::InitProcess, name});
    if (seemsStartedAfterwards(claimed, facts))
        return unknownVerdict(Reason::PidRecycled, {Says::StartedAfterwards, name});
    return std::nullopt;
}

/// The process with that PID has exited. That proves nothing if the number was never a PID of this host.
std::optional<Verdict> VerdictRules::maybeNoPid() const
{
    using Id = Evidence::Id;
    using Reason = Verdict::Reason;
    using Says = Sentence::Verdict;
    const auto number = facts.claimed.front().pid;
    if (has(Id::AbovePidMax))
        return unknownVerdict(Reason::OtherHost, {Says::AbovePidMax, number, facts.host->pidMax - 1});
    if (has(Id::PortInUse) && has(Id::NameNotForPid))
        return presumedHeld(Reason::PortInUse, {Says::ListensOnPort, number});
    if (has(Id::PortInUse))
        return unknownVerdict(Reason::PortInUse, {Says::MayRecordPort, number});
    if (has(Id::NameNotForPid))
        return unknownVerdict(Reason::AmbiguousPid, {Says::NumberMayBeNoPid, number});
    if (const auto &other = facts.otherReading)
        return unknownVerdict(Reason::AmbiguousPid,
                              {other->isHexadecimal ? Says::RunningInHexadecimal : Says::OtherNumberRuns, number,
                               processName(other->process)});
    return std::nullopt;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdictrules.h"

namespace Lockscope {

/// The process with that PID has exited. That proves nothing if the number was never a PID of this host.
std::optional<Verdict> VerdictRules::maybeNoPid() const
{
    using Id = Evidence::Id;
    using Reason = Verdict::Reason;
    using Says = Sentence::Verdict;
    const auto number = facts.claimed.front().pid;
    if (has(Id::AbovePidMax))
        return unknownVerdict(Reason::OtherHost, {Says::AbovePidMax, number, facts.pidMax - 1});
    if (has(Id::PortInUse) && has(Id::NameNotForPid))
        return presumedHeld(Reason::PortInUse, {Says::ListensOnPort, number});
    if (has(Id::PortInUse))
        return unknownVerdict(Reason::PortInUse, {Says::MayRecordPort, number});
    if (has(Id::NameNotForPid))
        return unknownVerdict(Reason::AmbiguousPid, {Says::NumberMayBeNoPid, number});
    return std::nullopt;
}

} // namespace Lockscope

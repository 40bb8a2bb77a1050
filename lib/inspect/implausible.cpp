// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/arguments.h"
#include "inspect/verdictrules.h"

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

} // namespace Lockscope

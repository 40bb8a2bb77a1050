// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/judgement.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

namespace Lockscope {

std::optional<Verdict> Judgement::implausible(const ClaimedProcess &claimed) const
{
    const auto who = LockPhrases::capital(processWords(claimed.pid, claimed.process));
    if (isKernelThread(claimed))
        return unknownVerdict(
            Verdict::Reason::PidRecycled,
            LockPhrases::tr("%1 is a thread of the kernel, so it is not the holder. The PID may come from a container, "
                            "or from before this host booted. Check which program uses the file.")
                .arg(who));
    if (isImplausibleInit(claimed, facts))
        return unknownVerdict(
            Verdict::Reason::OtherPidNamespace,
            LockPhrases::tr("%1 is the init process of this host, which does not use this lock. The PID may come from "
                            "a container. Check which program uses the file.")
                .arg(who));
    if (seemsStartedAfterwards(claimed, facts))
        return unknownVerdict(
            Verdict::Reason::PidRecycled,
            LockPhrases::tr("%1 seems to have started after the lock was last changed, so it is probably not the "
                            "holder. The clock of this host does not allow a proof. Check whether that process uses "
                            "the file.")
                .arg(who));
    return std::nullopt;
}

} // namespace Lockscope

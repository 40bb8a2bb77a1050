// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/judgement.h"
#include "values/lockphrases.h"

namespace Lockscope {

/// The process of that number is gone. That proves nothing if the number was never a PID of this host.
std::optional<Verdict> Judgement::maybeNoPid() const
{
    const auto number = QString::number(facts.claimed.front().pid);
    if (has(EvidenceId::AbovePidMax))
        return unknownVerdict(
            Verdict::Reason::OtherHost,
            LockPhrases::tr("The recorded number %1 is above the largest PID of this host (%2), so it was never the "
                            "PID of a process here. It may come from another host or a container, or be no PID. Check "
                            "which program uses the file.")
                .arg(number)
                .arg(facts.pidMax));
    if (has(EvidenceId::PortInUse) && has(EvidenceId::NameNotForPid))
        return presumedHeld(Verdict::Reason::PortInUse,
                            LockPhrases::tr("Probably held: a process on this host listens on port %1, which is the "
                                            "number in the file.")
                                .arg(number));
    if (has(EvidenceId::PortInUse))
        return unknownVerdict(
            Verdict::Reason::PortInUse,
            LockPhrases::tr("No process %1 is running, but a process on this host listens on port %1, and the file may "
                            "record that port. Check with `ss -lntup` whether that process uses the file.")
                .arg(number));
    if (has(EvidenceId::NameNotForPid))
        return unknownVerdict(
            Verdict::Reason::AmbiguousPid,
            LockPhrases::tr("No process has the recorded PID %1, but neither the name of the file nor its content says "
                            "that the number is a PID of this host. Check which program uses the file.")
                .arg(number));
    return std::nullopt;
}

} // namespace Lockscope

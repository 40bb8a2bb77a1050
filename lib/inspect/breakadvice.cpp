// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/sentences.h"
#include "inspect/verdict.h"

namespace Lockscope {

namespace {

std::string heldBy(const Facts &facts)
{
    auto holders = holderWords(facts.kernelLocks);
    if (holders.isEmpty() && !facts.claimed.empty())
        holders = processWords(facts.claimed.front().pid, facts.claimed.front().process);
    return "held by " +
           (holders.isEmpty() ? std::string("a process that cannot be seen from here") : holders.toStdString());
}

} // namespace

BreakAdvice adviseBreak(std::span<const Recognition> readings, const Facts &facts, const Verdict &verdict)
{
    if (verdict.state == Verdict::State::Absent)
        return {"none", "nothing is there"};
    if (readings.empty())
        return {"none", formatOf(readings, facts) == "none" ? "it is no lock" : "what it is is not known"};
    if (readings.front().heldTest == HeldTest::KernelLock || readings.front().heldTest == HeldTest::None)
        return {"none", "kernel locks end with their holder; removing the file would make two holders"};
    switch (verdict.state) {
    case Verdict::State::Stale:
        return {"unlink", {}};
    case Verdict::State::Held:
        return {"unlink", heldBy(facts)};
    case Verdict::State::Free:
    case Verdict::State::Unknown:
    case Verdict::State::Absent:
        break;
    }
    return {"unlink", "it is not proved that its holder is gone"};
}

} // namespace Lockscope

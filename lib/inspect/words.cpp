// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/evidence.h>
#include <lockscope/verdict.h>

namespace Lockscope {

std::string_view toWord(Evidence::Supports supports)
{
    switch (supports) {
    case Evidence::Supports::Held:
        return "held";
    case Evidence::Supports::Stale:
        return "stale";
    case Evidence::Supports::Free:
        return "free";
    case Evidence::Supports::Unknown:
        return "unknown";
    case Evidence::Supports::Nothing:
        break;
    }
    return "nothing";
}

std::string_view toWord(Verdict::State state)
{
    switch (state) {
    case Verdict::State::Held:
        return "held";
    case Verdict::State::Stale:
        return "stale";
    case Verdict::State::Free:
        return "free";
    case Verdict::State::Unknown:
        return "unknown";
    case Verdict::State::Absent:
        break;
    }
    return "absent";
}

std::string_view toWord(Verdict::Confidence confidence)
{
    return confidence == Verdict::Confidence::Proved ? "proved" : "presumed";
}

std::string_view toWord(Verdict::Reason reason)
{
    switch (reason) {
    case Verdict::Reason::KernelLockHeld:
        return "kernel-lock-held";
    case Verdict::Reason::KernelLockFree:
        return "kernel-lock-free";
    case Verdict::Reason::PidAlive:
        return "pid-alive";
    case Verdict::Reason::PidDead:
        return "pid-dead";
    case Verdict::Reason::PidRecycled:
        return "pid-recycled";
    case Verdict::Reason::BootedSince:
        return "booted-since";
    case Verdict::Reason::NameMismatch:
        return "name-mismatch";
    case Verdict::Reason::ZombieHolder:
        return "zombie-holder";
    case Verdict::Reason::OtherHost:
        return "other-host";
    case Verdict::Reason::OtherPidNamespace:
        return "other-pid-namespace";
    case Verdict::Reason::AmbiguousPid:
        return "ambiguous-pid";
    case Verdict::Reason::NoOwnerRecorded:
        return "no-owner-recorded";
    case Verdict::Reason::Torn:
        return "torn";
    case Verdict::Reason::Unreadable:
        return "unreadable";
    case Verdict::Reason::HeartbeatExpired:
        return "heartbeat-expired";
    case Verdict::Reason::HeartbeatFresh:
        return "heartbeat-fresh";
    case Verdict::Reason::MarkerPresent:
        return "marker-present";
    case Verdict::Reason::PortInUse:
        return "port-in-use";
    case Verdict::Reason::FileOpen:
        return "file-open";
    case Verdict::Reason::Unrecognised:
        return "unrecognised";
    case Verdict::Reason::Absent:
        break;
    }
    return "absent";
}

} // namespace Lockscope

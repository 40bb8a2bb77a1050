// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/verdict.h>

#include "values/enumwords.h"

namespace Lockscope {

std::string_view toWord(Evidence::Id id)
{
    switch (id) {
    case Evidence::Id::KernelLockHeld:
        return "kernel-lock-held";
    case Evidence::Id::KernelLockOnNumber:
        return "kernel-lock-same-number";
    case Evidence::Id::KernelLockNone:
        return "kernel-lock-none";
    case Evidence::Id::KernelLockSeen:
        return "kernel-lock-seen";
    case Evidence::Id::KernelLocksUnreadable:
        return "kernel-locks-unreadable";
    case Evidence::Id::HiddenProcesses:
        return "hidden-processes";
    case Evidence::Id::NfsClient:
        return "nfs-client";
    case Evidence::Id::NfsClientUnknown:
        return "nfs-client-unknown";
    case Evidence::Id::Deadlock:
        return "deadlock";
    case Evidence::Id::DeletedFileLocked:
        return "deleted-file-locked";
    case Evidence::Id::CompanionLocked:
        return "companion-locked";
    case Evidence::Id::CompanionUnlocked:
        return "companion-unlocked";
    case Evidence::Id::CompanionNotLocked:
        return "companion-not-locked";
    case Evidence::Id::CompanionNewer:
        return "companion-newer";
    case Evidence::Id::CompanionMissing:
        return "companion-unseen";
    case Evidence::Id::ProgramRuns:
        return "program-runs";
    case Evidence::Id::ProgramRunsElsewhere:
        return "program-runs-elsewhere";
    case Evidence::Id::NoProgramRuns:
        return "no-program-runs";
    case Evidence::Id::Rows:
        return "rows";
    case Evidence::Id::NoRows:
        return "no-rows";
    case Evidence::Id::RowsNotRead:
        return "rows-not-read";
    case Evidence::Id::MemoryInUse:
        return "memory-in-use";
    case Evidence::Id::MemoryUnused:
        return "memory-unused";
    case Evidence::Id::FileOpen:
        return "file-open";
    case Evidence::Id::NotOpen:
        return "not-open";
    case Evidence::Id::Unreadable:
        return "unreadable";
    case Evidence::Id::LeaseNotOpened:
        return "lease-not-opened";
    case Evidence::Id::OwnPosixLockNotOpened:
        return "own-posix-lock-not-opened";
    case Evidence::Id::Incomplete:
        return "torn";
    case Evidence::Id::LinkCount:
        return "link-count";
    case Evidence::Id::FutureTime:
        return "future-mtime";
    case Evidence::Id::ChangedWhileReading:
        return "changed-while-looking";
    case Evidence::Id::HeartbeatFresh:
        return "heartbeat-fresh";
    case Evidence::Id::HeartbeatExpired:
        return "heartbeat-expired";
    case Evidence::Id::PidDead:
        return "pid-dead";
    case Evidence::Id::PidRecycled:
        return "pid-recycled";
    case Evidence::Id::Zombie:
        return "zombie";
    case Evidence::Id::PidAlive:
        return "pid-alive";
    case Evidence::Id::PidAliveOtherUser:
        return "pid-alive-other-user";
    case Evidence::Id::Stopped:
        return "stopped";
    case Evidence::Id::ThreadId:
        return "thread-id";
    case Evidence::Id::AmbiguousPid:
        return "ambiguous-pid";
    case Evidence::Id::TextConfirmed:
        return "text-confirmed";
    case Evidence::Id::TextIsComment:
        return "text-is-comment";
    case Evidence::Id::NameMismatch:
        return "name-mismatch";
    case Evidence::Id::KernelThread:
        return "kernel-thread";
    case Evidence::Id::Init:
        return "init";
    case Evidence::Id::StartedAfterwards:
        return "started-afterwards";
    case Evidence::Id::ClockStepped:
        return "clock-stepped";
    case Evidence::Id::AbovePidMax:
        return "above-pid-max";
    case Evidence::Id::PortInUse:
        return "port-in-use";
    case Evidence::Id::NameNotForPid:
        return "name-not-for-pid";
    case Evidence::Id::BootedSince:
        return "booted-since";
    case Evidence::Id::ChangedBeforeBoot:
        return "changed-before-boot";
    case Evidence::Id::BootTimeDiffers:
        return "boot-time-differs";
    case Evidence::Id::Container:
        return "container";
    case Evidence::Id::ForeignPidNamespace:
        return "foreign-pid-namespace";
    case Evidence::Id::InnerPidNamespace:
        return "inner-pid-namespace";
    case Evidence::Id::OwnPidNamespace:
        return "own-pid-namespace";
    case Evidence::Id::ProcessesHidden:
        return "processes-hidden";
    case Evidence::Id::HostAlias:
        return "host-alias";
    case Evidence::Id::SameBoot:
        return "same-boot";
    case Evidence::Id::MachineIdEqual:
        return "machine-id-equal";
    case Evidence::Id::MachineIdDiffers:
        return "machine-id-differs";
    case Evidence::Id::OtherHost:
        return "other-host";
    case Evidence::Id::HostUnclear:
        return "host-unclear";
    case Evidence::Id::RunningOnHost:
        return "running-on-host";
    case Evidence::Id::ExitedOnHost:
        return "exited-on-host";
    case Evidence::Id::UndecidedOnHost:
        return "undecided-on-host";
    case Evidence::Id::HostNotReached:
        return "host-not-reached";
    case Evidence::Id::RemoteFileSystem:
        return "remote-file-system";
    case Evidence::Id::EtcdHolder:
        return "etcd-holder";
    case Evidence::Id::EtcdLease:
        return "etcd-lease";
    case Evidence::Id::EtcdWaiter:
        return "etcd-waiter";
    case Evidence::Id::EtcdOtherKey:
        return "etcd-other-key";
    case Evidence::Id::EtcdNoAnswer:
        return "etcd-no-answer";
    case Evidence::Id::FormerHolder:
        return "former-holder";
    case Evidence::Id::OverlayLayer:
        break;
    }
    return "overlay-layer";
}

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
    case Verdict::Reason::Incomplete:
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
    case Verdict::Reason::ServerDecides:
        return "server-decides";
    case Verdict::Reason::LeaseHeld:
        return "lease-held";
    case Verdict::Reason::FormerHolderAlive:
        return "former-holder-alive";
    case Verdict::Reason::Unreachable:
        return "unreachable";
    case Verdict::Reason::Unrecognised:
        return "unrecognised";
    case Verdict::Reason::Absent:
        break;
    }
    return "absent";
}

template <>
std::optional<Verdict::State> fromWord(std::string_view word)
{
    return valueOfWord<Verdict::State>(word);
}

template <>
std::optional<Verdict::Confidence> fromWord(std::string_view word)
{
    return valueOfWord<Verdict::Confidence>(word);
}

template <>
std::optional<Verdict::Reason> fromWord(std::string_view word)
{
    return valueOfWord<Verdict::Reason>(word);
}

template <>
std::optional<Evidence::Id> fromWord(std::string_view word)
{
    return valueOfWord<Evidence::Id>(word);
}

template <>
std::optional<Evidence::Supports> fromWord(std::string_view word)
{
    return valueOfWord<Evidence::Supports>(word);
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/facts.h"

#include "values/characters.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace Lockscope {

namespace {

/// A larger deviation means that the clock was set, or that the machine was restored from a snapshot, and no margin
/// would suffice.
constexpr std::chrono::seconds LargestDeviation{60};

/// The boot time has a resolution of one second, and so do inode times on some file systems.
constexpr std::chrono::seconds Resolution{2};

/// `box@90520730730497`: borg appends the number of a network interface.
struct BorgHost
{
    std::string_view name;
    std::optional<std::uint64_t> hardwareAddress;
};

BorgHost borgHost(std::string_view host)
{
    const auto at = host.rfind('@');
    std::uint64_t number = 0;
    if (at == host.npos || at + 1 == host.size())
        return {host, std::nullopt};
    const auto *const end = host.data() + host.size();
    const auto [stop, error] = std::from_chars(host.data() + at + 1, end, number);
    if (error != std::errc() || stop != end)
        return {host, std::nullopt};
    return {host.substr(0, at), number};
}

bool equalIgnoringCase(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return toLower(a) == toLower(b); });
}

/// One of two names may be the short form of the other; localhost and addresses are not host names.
bool mayBeAlias(std::string_view claimed, std::string_view own)
{
    const auto label = [](std::string_view host) { return host.substr(0, host.find('.')); };
    const bool isNumeric = claimed.find_first_not_of("0123456789.") == claimed.npos;
    return own.empty() || isNumeric || equalIgnoringCase(label(claimed), "localhost") ||
           equalIgnoringCase(label(claimed), label(own));
}

bool isOwnName(std::string_view name, const Facts &facts)
{
    return (!facts.host->hostname.empty() && equalIgnoringCase(name, facts.host->hostname)) ||
           std::any_of(facts.host->hostAliases.begin(), facts.host->hostAliases.end(),
                       [&](const std::string &alias) { return equalIgnoringCase(name, alias); });
}

/// The format of the kernel's boot ID; Emacs records a number instead.
bool isUuid(std::string_view text)
{
    constexpr std::string_view Shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return text.size() == Shape.size() && std::equal(text.begin(), text.end(), Shape.begin(),
                                                     [](char c, char shape) { return (c == '-') == (shape == '-'); });
}

bool haveBootIds(const Facts &facts)
{
    return facts.claim.bootId && isUuid(*facts.claim.bootId) && isUuid(facts.host->bootId);
}

/// With certainty: on a remote file system it could be a copy of this machine.
bool isThisBoot(const Facts &facts)
{
    return recordsThisBoot(facts) && !facts.fileSystem.remote;
}

std::optional<WallTime> lastChange(const Facts &facts)
{
    if (!facts.modified || !facts.changed)
        return std::nullopt;
    return std::max(*facts.modified, *facts.changed);
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), toLower);
    return result;
}

/// By the wall clock, more than the margin after the change.
bool startedLater(const ClaimedProcess &claimed, const std::optional<WallTime> &change, std::chrono::nanoseconds margin)
{
    return change && claimed.process && claimed.process->startTime &&
           *claimed.process->startTime > *change + margin + Resolution;
}

} // namespace

bool isExclusion(const KernelLock &lock)
{
    return lock.type != KernelLock::Type::Lease;
}

bool isLocked(const Facts &facts)
{
    return std::ranges::any_of(facts.kernelLocks,
                               [](const KernelLock &lock) { return isExclusion(lock) && lock.onThisFile; });
}

bool isPerhapsLocked(const Facts &facts)
{
    return !isLocked(facts) && std::ranges::any_of(facts.kernelLocks, isExclusion);
}

bool isCompanionLockHeld(const Facts &facts)
{
    return facts.companionLock && facts.companionLock->state == CompanionLock::State::Locked;
}

bool isCompanionLockFree(const Facts &facts)
{
    return facts.companionLock && facts.companionLockAlways &&
           facts.companionLock->state == CompanionLock::State::Unlocked && facts.host->kernelLocksRead &&
           facts.host->seesAllProcesses() && !facts.fileSystem.remote;
}

bool isAbovePidMax(std::int64_t number, const Facts &facts)
{
    return facts.host->pidMax > 0 && number >= facts.host->pidMax;
}

bool isAbovePidMax(const Facts &facts)
{
    const auto isAbove = [&](const ClaimedProcess &claimed) { return isAbovePidMax(claimed.pid, facts); };
    if (facts.claimed.empty())
        return false;
    return facts.everyPidHolds ? std::ranges::any_of(facts.claimed, isAbove)
                               : std::ranges::all_of(facts.claimed, isAbove);
}

bool clockRanEvenly(const HostIdentity &host)
{
    return host.clockDeviation && std::chrono::abs(*host.clockDeviation) < LargestDeviation;
}

bool startedAfterwards(const ClaimedProcess &claimed, const Facts &facts)
{
    return clockRanEvenly(*facts.host) && !facts.fileSystem.remote &&
           startedLater(claimed, lastChange(facts), std::chrono::abs(*facts.host->clockDeviation));
}

bool seemsStartedAfterwards(const ClaimedProcess &claimed, const Facts &facts)
{
    // The clock of a file server is independent.
    constexpr std::chrono::minutes FileServer{10};
    const bool sameStart = recordsThisBoot(facts) && facts.claim.startTicks && claimed.process &&
                           claimed.process->startTicks == *facts.claim.startTicks;
    return !sameStart && !facts.host->clocksShifted && !claimed.otherTimeNamespace &&
           startedLater(claimed, facts.modified, facts.fileSystem.remote ? FileServer : std::chrono::minutes(0));
}

bool isKernelThread(const ClaimedProcess &claimed)
{
    return claimed.process && claimed.process->isKernelThread;
}

bool isImplausibleInit(const ClaimedProcess &claimed, const Facts &facts)
{
    if (claimed.pid != 1 || claimed.here != 0 || !facts.host->seesAllProcesses() || facts.claim.pidNamespace)
        return false;
    const auto name = claimed.process ? lowered(claimed.process->name) : std::string("init");
    const auto mentions = [&](std::string_view text) {
        const auto words = lowered(text);
        return words.find("init") != words.npos || (!name.empty() && words.find(name) != words.npos);
    };
    return !mentions(facts.name) && !mentions(facts.claim.name.value_or(""));
}

bool isOtherBootOfSameName(const Facts &facts)
{
    return facts.fileSystem.remote && facts.claim.bootId && facts.claim.hostname == facts.host->hostname;
}

HostMatch hostMatch(const Facts &facts)
{
    if (!facts.claim.hostname)
        return HostMatch::Unnamed;
    const auto [name, hardwareAddress] = borgHost(*facts.claim.hostname);
    const auto &addresses = facts.hardwareAddresses;
    const bool sameMachine = facts.claim.machineId && *facts.claim.machineId == facts.host->machineId;
    // Five hexadecimal digits after a hyphen may be a thread ID or the end of a host name.
    const bool withThread = facts.claim.thread && isOwnName(*facts.claim.hostname + '-' + *facts.claim.thread, facts);
    if (isOwnName(*facts.claim.hostname, facts) || isOwnName(name, facts) || withThread) {
        // Several machines may have the same name and use the same file server.
        if (facts.fileSystem.remote && haveBootIds(facts) && !recordsThisBoot(facts))
            return HostMatch::Unclear;
        const bool otherMachine = facts.claim.machineId && !facts.host->machineId.empty() && !sameMachine;
        const bool otherHardware =
            hardwareAddress && std::find(addresses.begin(), addresses.end(), *hardwareAddress) == addresses.end();
        if (!otherMachine && !otherHardware)
            return HostMatch::Same;
        return isThisBoot(facts) ? HostMatch::SameKernel : HostMatch::Unclear;
    }
    if (isThisBoot(facts))
        return HostMatch::SameKernel;
    // Containers created from one image have the same machine ID.
    return sameMachine || mayBeAlias(name, facts.host->hostname) ? HostMatch::Unclear : HostMatch::Other;
}

bool isOfThisHost(const Facts &facts)
{
    switch (hostMatch(facts)) {
    case HostMatch::Unnamed:
    case HostMatch::Same:
    case HostMatch::SameKernel:
        return true;
    case HostMatch::Unclear:
    case HostMatch::Other:
        break;
    }
    return false;
}

bool recordsThisBoot(const Facts &facts)
{
    return haveBootIds(facts) && equalIgnoringCase(*facts.claim.bootId, facts.host->bootId);
}

bool bootIdDiffers(const Facts &facts)
{
    return haveBootIds(facts) && !recordsThisBoot(facts) && !facts.fileSystem.remote;
}

bool changedBeforeBoot(const Facts &facts)
{
    const auto change = lastChange(facts);
    return change && facts.host->bootTime && clockRanEvenly(*facts.host) && !facts.fileSystem.remote &&
           *change + std::chrono::abs(*facts.host->clockDeviation) + Resolution < *facts.host->bootTime;
}

bool bootTimeDiffers(const Facts &facts)
{
    // Programs read it from files that are written some time after the kernel started.
    constexpr std::int64_t Margin = 300;
    std::int64_t recorded = 0;
    const auto text = facts.claim.bootId.value_or("");
    const auto *const end = text.data() + text.size();
    if (!facts.host->bootTime || !clockRanEvenly(*facts.host) || text.empty() ||
        std::from_chars(text.data(), end, recorded).ptr != end)
        return false;
    const auto own = std::chrono::floor<std::chrono::seconds>(facts.host->bootTime->time_since_epoch()).count();
    return recorded < own - Margin || recorded > own + Margin;
}

bool startDiffers(const ClaimedProcess &claimed, const Facts &facts)
{
    if (!claimed.process || !isOfThisHost(facts))
        return false;
    if (facts.host->clocksShifted || claimed.otherTimeNamespace)
        return false;
    if (facts.claim.startTicks)
        return isThisBoot(facts) && claimed.process->startTicks != *facts.claim.startTicks;
    // An earlier start is not a contradiction: a process that runs since then had the PID all the time.
    constexpr std::chrono::seconds WholeSeconds{1};
    return facts.claim.startTime && claimed.process->startTime && clockRanEvenly(*facts.host) &&
           !facts.fileSystem.remote &&
           *claimed.process->startTime >
               *facts.claim.startTime + WholeSeconds + Resolution + std::chrono::abs(*facts.host->clockDeviation);
}

bool showsName(const ProcessFacts &process, std::string_view name)
{
    constexpr std::size_t LongestComm = 15;
    const auto wanted = lowered(name);
    if (lowered(process.name) == wanted.substr(0, LongestComm))
        return true;
    return std::ranges::any_of(process.commandLine, [&](const std::string &argument) {
        return lowered(argument).find(wanted) != std::string::npos;
    });
}

bool nameDiffers(const ClaimedProcess &claimed, const Facts &facts)
{
    if (!claimed.process || claimed.process->name.empty())
        return false;
    const auto shows = [&](std::string_view name) { return showsName(*claimed.process, name); };
    if (facts.namesProgram && facts.claim.name)
        return !shows(*facts.claim.name);
    return !facts.holderPrograms.empty() && std::ranges::none_of(facts.holderPrograms, shows);
}

bool neverRefreshed(const Facts &facts)
{
    // Between creating the lock and setting its time for the first time, which some programs do at once.
    constexpr std::chrono::seconds First{1};
    return facts.inodeType == LockReport::InodeType::Directory && facts.heartbeat && facts.created && facts.modified &&
           *facts.modified <= *facts.created + First;
}

std::optional<std::chrono::nanoseconds> heartbeatAge(const Facts &facts)
{
    if (!facts.heartbeat || !facts.modified)
        return std::nullopt;
    return facts.now - *facts.modified;
}

bool isAhead(const Facts &facts)
{
    // File systems that store times in steps of two seconds, and clocks of file servers, may be slightly ahead.
    return facts.modified && !facts.timeIsExpiry && *facts.modified > facts.now + Resolution;
}

bool isGone(const ClaimedProcess &claimed, const Facts &facts)
{
    return claimed.life == Life::Dead || (claimed.process && claimed.process->isDeadZombie()) ||
           startedAfterwards(claimed, facts) || startDiffers(claimed, facts) || bootIdDiffers(facts) ||
           changedBeforeBoot(facts);
}

} // namespace Lockscope

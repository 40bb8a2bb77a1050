// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/facts/relatedfacts.h"

#include "formats/lockrows.h"
#include "inspect/sqlite/databaseprobe.h"
#include "system/filedescriptor.h"
#include "system/optionalcalls.h"
#include "system/sharedmemory.h"
#include "system/systemcalls.h"

#include <algorithm>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

bool isExclusive(const std::vector<KernelLock> &locks)
{
    return std::ranges::any_of(locks, isExclusion);
}

/// The locks on an inode according to the snapshot; if it has none, according to the current table, because the
/// snapshot may be older than the lock.
std::vector<KernelLock> locksNow(const MountTable::Place &place, const HostSnapshot &machine)
{
    const auto &inode = place.inode;
    // The kernel writes the table page by page, and may omit a lock while others change.
    constexpr int Readings = 2;
    auto locks = locksOn(place, machine.kernelLocks());
    for (int reading = 0; reading < Readings && !isExclusive(locks); ++reading) {
        auto table = KernelLockTable::readLines();
        if (!table || !table->hasLockOn(inode))
            continue;
        table->resolve({&inode, 1});
        locks = locksOn(place, *table);
    }
    return locks;
}

/// Created later than the lock, by more time than programs need between the two.
bool isNewer(const struct statx &companionLock, const struct statx &lock)
{
    constexpr std::chrono::seconds Margin{10};
    return (companionLock.stx_mask & STATX_BTIME) == 0 ||
           toWallTime(companionLock.stx_btime) > toWallTime(lock.stx_mtime) + Margin;
}

CompanionLock probeCompanionLock(const std::string &name, int directory, const struct statx &lock,
                                 const HostSnapshot &machine)
{
    CompanionLock companionLock{.name = name, .state = CompanionLock::State::Unseen, .locks = {}};
    const FileDescriptor fd(sys().openat(directory, name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct statx status = {};
    const bool seen = fd && statusOf(fd.get(), "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_BTIME, &status) == 0 &&
                      (S_ISREG(status.stx_mode) || S_ISDIR(status.stx_mode));
    const auto place = seen ? machine.mounts().placeOf(fd.get()) : std::nullopt;
    if (!place || !place->hasTableNumbers)
        return companionLock;
    std::ranges::copy_if(locksNow(*place, machine), std::back_inserter(companionLock.locks), isExclusion);
    if (!companionLock.locks.empty())
        companionLock.state = CompanionLock::State::Locked;
    else
        companionLock.state = isNewer(status, lock) ? CompanionLock::State::Newer : CompanionLock::State::Unlocked;
    return companionLock;
}

/// The directory that a lock belongs to: for one in git's or Subversion's own directory, the working tree that contains
/// it.
std::string baseOf(std::string directory)
{
    for (const std::string_view own : {"/.git", "/.svn", "/.hg", "/.bzr"}) {
        const auto at = directory.find(std::string(own) + '/');
        if (at != directory.npos || directory.ends_with(own))
            directory.resize(at != directory.npos ? at : directory.size() - own.size());
    }
    return directory;
}

bool hasOpen(const ProcRoot &proc, std::int64_t pid, const std::string &path)
{
    const auto directory = std::to_string(pid) + "/fd";
    bool found = false;
    proc.eachNumber(directory, [&](std::int64_t fd) {
        found = found || proc.readLink(directory + '/' + std::to_string(fd)) == path;
    });
    return found;
}

/// `DIRECTORY`, `--option=DIRECTORY` or `-env:UserInstallation=file://DIRECTORY`.
bool namesDirectory(const ProcessFacts &process, const std::string &directory)
{
    return std::ranges::any_of(process.commandLine, [&](std::string_view argument) {
        if (argument.ends_with('/') && argument.size() > 1)
            argument.remove_suffix(1);
        if (!argument.ends_with(directory))
            return false;
        const auto before = argument.substr(0, argument.size() - directory.size());
        return before.empty() || before.ends_with('=') || before.ends_with("file://");
    });
}

ProgramSearch lookForPrograms(const FormatReading &reading, const DirectorySurroundings &surroundings,
                              const Facts &facts, const HostSnapshot &machine)
{
    ProgramSearch search;
    const auto running = machine.running(reading.programs);
    if (running.empty()) {
        // A hidden process may run it.
        const bool seesAll = machine.host().seesAllProcesses() && !machine.processesHidden();
        search.state = seesAll ? ProgramSearch::State::Nowhere : ProgramSearch::State::NotAsked;
        return search;
    }
    search.state = ProgramSearch::State::Elsewhere;
    const auto &proc = machine.proc();
    const auto directory = proc.readLink("self/fd/" + std::to_string(surroundings.directory()));
    if (!directory)
        return search;
    const auto base = baseOf(*directory);
    for (const auto &process : running) {
        const auto cwd = proc.readLink(std::to_string(process.pid) + "/cwd").value_or("");
        const bool isHere =
            cwd == base || cwd.starts_with(base + '/') || namesDirectory(process, base) ||
            hasOpen(proc, process.pid, *directory + '/' + facts.name) ||
            (!reading.companionLock.empty() && hasOpen(proc, process.pid, *directory + '/' + reading.companionLock));
        if (!search.ofOwner && facts.ownerUid == process.uid)
            search.ofOwner = process;
        if (!isHere)
            continue;
        search.state = ProgramSearch::State::Here;
        search.process = process;
        break;
    }
    return search;
}

} // namespace

void gatherRelatedFacts(const std::vector<FormatReading> &readings, const DirectorySurroundings &surroundings,
                        const Probe &probed, const HostSnapshot &machine, Facts &facts)
{
    for (const auto &reading : readings) {
        if (!reading.companionLock.empty() && std::ranges::find(facts.companionLocks, reading.companionLock,
                                                                &CompanionLock::name) == facts.companionLocks.end())
            facts.companionLocks.push_back(
                probeCompanionLock(reading.companionLock, surroundings.directory(), probed.status, machine));
    }
    if (readings.empty())
        return;
    const auto &surest = readings.front();
    if (!surest.programs.empty())
        facts.programs = lookForPrograms(surest, surroundings, facts, machine);
    if (surest.sharedMemory)
        facts.memoryUsers = sharedMemoryUsers(machine.proc(), *surest.sharedMemory);
    if (!surest.markTable.empty()) {
        auto database = probeDatabase(surroundings.path(), machine);
        if (database.state == DatabaseProbe::State::Whole)
            facts.marks = countRows(std::move(database.image), surest.markTable);
    }
}

} // namespace Lockscope

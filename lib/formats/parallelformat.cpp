// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/parallelformat.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

std::optional<Claim> readHolder(std::string_view name)
{
    const auto at = name.find('@');
    const auto pid = at == name.npos ? 0 : pidIn(name.substr(0, at));
    if (pid == 0 || !isHostName(name.substr(at + 1)))
        return std::nullopt;
    return claimOf(pid, name.substr(at + 1));
}

Recognition match(const char *reason, HeldTest heldTest, Claim claim = {})
{
    auto match = reading(ParallelFormat, 0.97, reason, heldTest, std::move(claim));
    match.programRule = LockPhrases::noop("on its own host, when its process has ended");
    return match;
}

/// As many slots are taken as the file has names beside its own, whatever these are called.
Recognition semaphore(const Subject &subject)
{
    Claim claim;
    bool otherHosts = false;
    for (const auto &name : subject.surroundings->otherNames()) {
        const auto holder = readHolder(name);
        if (!holder)
            continue;
        if (claim.hostname && claim.hostname != holder->hostname) {
            otherHosts = true;
            continue;
        }
        claim.hostname = holder->hostname;
        claim.pids.push_back(*holder->pid);
    }
    if (claim.pids.size() == 1)
        claim.pid = claim.pids.front();
    auto semaphore = subject.links < 2
                         ? match(LockPhrases::noop("a semaphore of GNU parallel, without a holder"), HeldTest::Nobody)
                     : claim.pids.empty()
                         ? match(LockPhrases::noop("a semaphore of GNU parallel, and no other name says who holds it"),
                                 HeldTest::Exists)
                         : match(LockPhrases::noop("a semaphore of GNU parallel, and its other names say who holds it"),
                                 HeldTest::Process, std::move(claim));
    semaphore.everyPidHolds = true;
    semaphore.saysMore = otherHosts;
    semaphore.ask = LockPhrases::noop("look which other names its inode has: find -samefile");
    semaphore.neverBreak =
        LockPhrases::noop("it is the semaphore itself: the next sem removes the names of holders that are gone");
    return semaphore;
}

/// ~/.parallel/semaphores/id-NAME has the empty file id-NAME, and for each holder a hard link to it, PID@HOST. By
/// GNU parallel's Semaphore (20221122).
std::optional<Recognition> recognise(const Subject &subject)
{
    constexpr std::string_view Folder = "id-";
    if (subject.inodeType != LockReport::InodeType::Regular || subject.size != 0 || !subject.surroundings ||
        !subject.folder.starts_with(Folder))
        return std::nullopt;
    if (subject.name == subject.folder)
        return semaphore(subject);
    auto holder = readHolder(subject.name);
    if (!holder || !subject.surroundings->has(subject.folder))
        return std::nullopt;
    auto slot = match(LockPhrases::noop("the name of a holder beside a semaphore of GNU parallel"), HeldTest::Process,
                      *std::move(holder));
    // Its names are counted: one that is kept for an undo would take the slot for good.
    slot.neverBreak = LockPhrases::noop("the next sem of that semaphore removes it, where its holder is gone");
    return slot;
}

} // namespace

bool isParallelHolder(std::string_view name)
{
    return readHolder(name).has_value();
}

const Recogniser ParallelFormat = {"parallel", recognise};

} // namespace Lockscope

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

FormatReading match(const char *reason, HeldBy heldBy, Claim claim = {})
{
    auto match = reading(ParallelFormat, 0.97, reason, heldBy, std::move(claim));
    match.programRule = LockPhrases::noop("on its own host, when its process has exited");
    return match;
}

/// The number of slots in use is the number of the file's other names, whatever they are.
FormatReading semaphore(const Subject &subject)
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
    auto semaphore =
        subject.links < 2 ? match(LockPhrases::noop("a semaphore of GNU parallel without a holder"), HeldBy::Nobody)
        : claim.pids.empty()
            ? match(LockPhrases::noop("a semaphore of GNU parallel, with no other name that identifies a holder"),
                    HeldBy::Exists)
            : match(LockPhrases::noop("a semaphore of GNU parallel, with other names that identify its holders"),
                    HeldBy::Process, std::move(claim));
    semaphore.everyPidHolds = true;
    semaphore.hasUnparsedText = otherHosts;
    semaphore.ask = LockPhrases::noop("find the other names of its inode with find -samefile");
    semaphore.neverBreak =
        LockPhrases::noop("it is the semaphore itself: the next sem removes the names of holders that have exited");
    return semaphore;
}

/// ~/.parallel/semaphores/id-NAME has the empty file id-NAME, and for each holder a hard link to it, PID@HOST. From GNU
/// parallel's Semaphore (20221122).
std::optional<FormatReading> recognise(const Subject &subject)
{
    constexpr std::string_view Directory = "id-";
    if (subject.inodeType != InodeInfo::InodeType::Regular || subject.size != 0 || !subject.surroundings ||
        !subject.directory.starts_with(Directory))
        return std::nullopt;
    if (subject.name == subject.directory)
        return semaphore(subject);
    auto holder = readHolder(subject.name);
    if (!holder || !subject.surroundings->has(subject.directory))
        return std::nullopt;
    auto slot = match(LockPhrases::noop("the name of a holder next to a semaphore of GNU parallel"), HeldBy::Process,
                      *std::move(holder));
    // Its names are counted: one that is kept for an undo would occupy the slot permanently.
    slot.neverBreak = LockPhrases::noop("the next sem with that semaphore removes it if its holder has exited");
    return slot;
}

} // namespace

bool isParallelHolder(std::string_view name)
{
    return readHolder(name).has_value();
}

const FormatDetector ParallelFormat = {"parallel", recognise};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/deletedfile.h"

#include "inspect/arguments.h"
#include "inspect/pathnames.h"
#include "values/sentences.h"

#include <algorithm>
#include <system_error>

namespace Lockscope {

namespace {

/// The path as /proc shows it: absolute, without links in its directory.
std::filesystem::path asShownInProc(const std::filesystem::path &path)
{
    std::error_code error;
    const auto directory = std::filesystem::canonical(path.has_parent_path() ? path.parent_path() : ".", error);
    return error ? path : directory / path.filename();
}

bool isOnDevice(const KernelLock &lock, const InodeKey &inode)
{
    return lock.inode.major == inode.major && lock.inode.minor == inode.minor;
}

} // namespace

std::vector<KernelLock> locksOnDeletedFiles(const std::filesystem::path &path,
                                            const std::optional<MountTable::Place> &place, const HostSnapshot &machine)
{
    auto locks = machine.locksOnDeleted(std::string(lastComponent(path)));
    if (locks.empty())
        return locks;
    const auto shown = asShownInProc(path);
    const auto mount = machine.mounts().mountOf(shown);
    // In another mount namespace the same path is another file.
    std::erase_if(locks, [&](const KernelLock &lock) {
        return lock.path != shown || (place && !isOnDevice(lock, place->inode)) ||
               (!place && mount && !isOnDevice(lock, {mount->major, mount->minor, 0}));
    });
    return locks;
}

void reportDeletedFiles(JudgedMatch &opinion)
{
    const auto &facts = opinion.facts;
    if (facts.deletedLocks.empty())
        return;
    const auto holders = holdersOf(facts.deletedLocks);
    for (const auto &lock : facts.deletedLocks) {
        opinion.evidence.push_back({Evidence::Id::DeletedFileLocked,
                                    Evidence::Supports::Nothing,
                                    {Sentence::Finding::DeletedFileLocked, holderNames({lock}), describe(lock)},
                                    QStringLiteral("/proc/PID/fd, /proc/locks")});
    }
    const auto current = holdersOf(facts.kernelLocks);
    const bool isSame = std::ranges::all_of(holders, [&](const LockHolder &holder) {
        return std::ranges::find(current, holder.pid, &LockHolder::pid) != current.end();
    });
    if (isSame)
        return;
    const auto sentence = facts.absent ? Sentence::Verdict::HeldOnDeletedFile : Sentence::Verdict::TwoMayBeRunning;
    opinion.verdict.sentences.push_back({sentence, holderNames(facts.deletedLocks)});
}

} // namespace Lockscope

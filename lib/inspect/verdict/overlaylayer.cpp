// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/overlaylayer.h"

#include "inspect/arguments.h"
#include "inspect/verdict/rules.h"
#include "system/fuseviews.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Says = Sentence::Verdict;

Message messageOf(const OverlayLayers::Overlay &overlay)
{
    if (overlay.pid == 0)
        return {Says::InOverlayLayer, overlay.mountPoint, overlay.pathThere.native()};
    return {Says::InOverlayLayerOfProcess, overlay.mountPoint, overlay.pathThere.native(), overlay.pid};
}

bool isOfKernelLocks(const Message &message)
{
    const auto *const id = std::get_if<Says>(&message.id);
    return id && (*id == Says::NoKernelLock || *id == Says::NoKernelLockButUndecided ||
                  *id == Says::NoKernelLockInContainer || *id == Says::NoKernelLockHereButRemote ||
                  *id == Says::TextOfUnknownMeans || *id == Says::EmptyOfUnknownMeans);
}

/// Whether the verdict needs to know the kernel locks on the file, or its other users.
bool mayBeOverridden(const Verdict &verdict)
{
    return verdict.state == Verdict::State::Stale || verdict.state == Verdict::State::Free ||
           (verdict.state == Verdict::State::Unknown && std::ranges::any_of(verdict.sentences, isOfKernelLocks));
}

/// What is known of the file itself remains, such as its format.
void override(Verdict &verdict, std::vector<Evidence> &evidence, Message because)
{
    std::erase_if(evidence, [](const Evidence &finding) {
        return finding.id == Evidence::Id::KernelLockNone || finding.id == Evidence::Id::NotOpen;
    });
    if (verdict.state == Verdict::State::Unknown)
        std::ranges::replace_if(verdict.sentences, isOfKernelLocks, std::move(because));
    else
        verdict = unknownVerdict(Verdict::Reason::OtherPidNamespace, std::move(because));
}

bool isMountedHere(const InodeKey &inode, const HostSnapshot &machine)
{
    return std::ranges::any_of(machine.mounts().topmost(), [&](const MountTable::Mount &mount) {
        return mount.major == inode.major && mount.minor == inode.minor;
    });
}

} // namespace

void weighOverlayLayer(Verdict &verdict, std::vector<Evidence> &evidence, const std::filesystem::path &path,
                       const HostSnapshot &machine)
{
    if (!mayBeOverridden(verdict))
        return;
    const auto overlay = machine.overlayLayers().overlayOf(path);
    if (!overlay)
        return;
    evidence.push_back({Evidence::Id::OverlayLayer,
                        Evidence::Supports::Unknown,
                        {Sentence::Finding::OverlayLayer, overlay->mountPoint},
                        overlay->pid == 0 ? QStringLiteral("/proc/self/mountinfo")
                                          : QStringLiteral("/proc/%1/mountinfo").arg(overlay->pid)});
    override(verdict, evidence, messageOf(*overlay));
}

void weighFuseViews(Verdict &verdict, std::vector<Evidence> &evidence, const std::optional<MountTable::Place> &place,
                    const HostSnapshot &machine)
{
    if (!mayBeOverridden(verdict) || !place || !machine.mayHaveKernelLock(place->inode.inode))
        return;
    const auto locks = locksThroughFuse(*place, machine.kernelLocks(), machine.mounts());
    if (locks.empty())
        return;
    const auto holders = holderNames(locks);
    override(verdict, evidence, {Says::SameInodeThroughFuse, holders});
    evidence.push_back({Evidence::Id::OverlayLayer,
                        Evidence::Supports::Unknown,
                        {Sentence::Finding::SameInodeThroughFuse, holders},
                        QStringLiteral("/proc/locks")});
}

void weighUnseenMounts(Verdict &verdict, std::vector<Evidence> &evidence, const std::optional<InodeKey> &inode,
                       const HostSnapshot &machine)
{
    if (!mayBeOverridden(verdict) || !inode || !machine.mayHaveKernelLock(inode->inode))
        return;
    for (const auto &lock : machine.kernelLocks().locks()) {
        const bool mayBeOfLayer =
            isExclusion(lock) && lock.inode.inode == inode->inode && lock.inode.major == 0 && !lock.file;
        if (!mayBeOfLayer || isMountedHere(lock.inode, machine))
            continue;
        const auto holders = holderNames({lock});
        override(verdict, evidence, {Says::SameInodeOnUnseenMount, holders});
        evidence.push_back({Evidence::Id::OverlayLayer,
                            Evidence::Supports::Unknown,
                            {Sentence::Finding::SameInodeOnUnseenMount, holders},
                            QStringLiteral("/proc/locks")});
        return;
    }
}

} // namespace Lockscope

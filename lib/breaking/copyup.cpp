// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/copyup.h"

#include "breaking/planning.h"
#include "system/filedescriptor.h"
#include "system/optionalcalls.h"
#include "system/systemcalls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace Lockscope {

namespace {

constexpr auto NoOwner = static_cast<uid_t>(-1);

bool isSameFile(int fd, const InodeState &state)
{
    struct statx status = {};
    return statusOf(fd, "", AT_EMPTY_PATH, STATX_INO, &status) == 0 && status.stx_ino == state.inode &&
           makedev(status.stx_dev_major, status.stx_dev_minor) == state.device;
}

/// Whether the states differ only in what copying a file changes.
bool isCopyOf(InodeState copy, const InodeState &state)
{
    copy.device = state.device;
    copy.inode = state.inode;
    copy.born = state.born;
    copy.changed = state.changed;
    copy.links = state.links;
    return copy == state;
}

std::optional<InodeState> copyUp(int directory, const MovedName &moved, const HostSnapshot &machine)
{
    const auto before = InodeState::at(directory, moved.name, machine);
    const FileDescriptor file(sys().openat(directory, moved.name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    if (!before || *before != moved.state || !file || !isSameFile(file.get(), moved.state))
        return std::nullopt;
    // Leaves owner and group as they are, but counts as a change, for symbolic links as well.
    if (sys().fchownat(file.get(), "", NoOwner, NoOwner, AT_EMPTY_PATH) != 0)
        return std::nullopt;
    const auto after = InodeState::at(directory, moved.name, machine);
    if (!after || !isSameFile(file.get(), *after) || !isCopyOf(*after, moved.state))
        return std::nullopt;
    return *after;
}

} // namespace

BreakPlan copiedUp(const BreakPlan &plan, const HostSnapshot &machine)
{
    const bool isOnOverlay = plan.report.fileSystem && plan.report.fileSystem->type == "overlay";
    if (!isOnOverlay || !plan.snapshot || plan.snapshot->row)
        return plan;
    const auto directory = plan.snapshot->place.open();
    if (!directory)
        return plan;
    auto snapshot = *plan.snapshot;
    for (auto &moved : snapshot.moved) {
        if (moved.state.isDirectory())
            continue;
        if (auto state = copyUp(directory->get(), moved, machine))
            moved.state = *std::move(state);
    }
    auto copied = plan;
    copied.snapshot = std::make_shared<const BreakPlan::Snapshot>(std::move(snapshot));
    return copied;
}

} // namespace Lockscope

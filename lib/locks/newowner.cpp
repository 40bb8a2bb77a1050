// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/newowner.h"

#include "formats/recogniser.h"
#include "system/heldinodes.h"
#include "system/mounts.h"
#include "system/readall.h"
#include "system/systemcalls.h"

#include <lockscope/kernellocktable.h>

#include <algorithm>
#include <array>
#include <climits>

namespace Lockscope {

namespace {

constexpr std::size_t LongestText = 4096;

FileDescriptor openPath(const std::filesystem::path &path, int flags)
{
    return FileDescriptor(sys().openat(AT_FDCWD, path.c_str(), O_PATH | O_CLOEXEC | flags));
}

std::vector<KernelLock> kernelLocksOn(const FileDescriptor &file)
{
    const auto place = file ? MountTable().placeOf(file.get()) : std::nullopt;
    if (!place)
        return {};
    auto table = KernelLockTable::readLines();
    if (!table || !table->hasLockOn(place->inode))
        return {};
    table->resolve(std::array{place->inode});
    return table->on(place->inode);
}

std::string targetOf(const FileDescriptor &link)
{
    std::string target(PATH_MAX, '\0');
    const auto size = sys().readlinkat(link.get(), "", target.data(), target.size());
    target.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return target;
}

/// By the inode in hand: opening the name again could meet a FIFO or a device that took its place. Another object of
/// ours may have a POSIX lock on the file, which closing it would drop.
std::string textOf(const FileDescriptor &file, const struct stat &status)
{
    const auto key = HeldInodes::Key::of(status);
    auto &held = HeldInodes::instance();
    const auto guard = held.guard();
    if (held.hasPosix(key))
        return {};
    const auto name = "/proc/self/fd/" + std::to_string(file.get());
    FileDescriptor readable(sys().openat(AT_FDCWD, name.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    auto text = readable ? readAll(readable.get(), LongestText) : std::nullopt;
    held.close(key, std::move(readable));
    return std::move(text).value_or(std::string());
}

/// What the lock says. REQUIRES: there is no lease on it.
std::optional<Claim> claimOf(const std::filesystem::path &path)
{
    const auto file = openPath(path, O_NOFOLLOW);
    struct stat status;
    if (!file || sys().fstat(file.get(), &status) != 0)
        return {};
    Subject subject;
    subject.name = path.filename().native();
    subject.folder = path.parent_path().filename().native();
    subject.size = static_cast<std::uint64_t>(status.st_size);
    subject.mode = status.st_mode & 07777U;
    subject.links = static_cast<std::uint32_t>(status.st_nlink);
    if (S_ISLNK(status.st_mode)) {
        subject.inodeType = LockReport::InodeType::Symlink;
        subject.linkTarget = targetOf(file);
    } else if (S_ISREG(status.st_mode)) {
        subject.content = textOf(file, status);
    } else {
        return {};
    }
    for (auto &reading : recogniseAll(subject)) {
        // The text of a lock that the kernel keeps outlives its holder.
        if (reading.heldTest != HeldTest::KernelLock && !reading.claim.isEmpty())
            return std::move(reading.claim);
    }
    return {};
}

} // namespace

std::optional<Claim> newOwner(const std::filesystem::path &path)
{
    const auto locks = kernelLocksOn(openPath(path, 0));
    for (const auto &lock : locks) {
        if (lock.type == KernelLock::Type::Lease || lock.holders.empty())
            continue;
        const auto &holder = lock.holders.front();
        auto claim = Claim::ofPid(holder.pid);
        if (!holder.name.empty())
            claim.name = holder.name;
        return claim;
    }
    const bool isLeased =
        std::ranges::any_of(locks, [](const KernelLock &lock) { return lock.type == KernelLock::Type::Lease; });
    return isLeased ? std::nullopt : claimOf(path);
}

} // namespace Lockscope

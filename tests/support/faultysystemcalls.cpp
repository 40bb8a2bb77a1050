// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"

#include <algorithm>
#include <set>

namespace {

const std::set<std::string> Interruptible = {"openat", "read", "pwrite", "ftruncate", "flock", "fcntl", "ppoll"};

} // namespace

void FaultySystemCalls::fail(const std::string &call, int error, int nth)
{
    m_orders.push_back({call, nth, error, {}});
}

void FaultySystemCalls::failAlways(const std::string &call, int error)
{
    m_orders.push_back({call, {}, error, {}});
}

void FaultySystemCalls::before(const std::string &call, int nth, std::function<void()> step)
{
    m_orders.push_back({call, nth, 0, std::move(step)});
}

std::vector<std::string> FaultySystemCalls::made() const
{
    const std::lock_guard lock(m_mutex);
    return m_made;
}

int FaultySystemCalls::countOf(const std::string &call) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::ranges::count(m_made, call));
}

bool FaultySystemCalls::fails(const std::string &call)
{
    int error = 0;
    std::vector<std::function<void()>> steps;
    {
        const std::lock_guard lock(m_mutex);
        m_made.push_back(call);
        if (m_interruptEach && Interruptible.contains(call) && (m_interrupted[call] = !m_interrupted[call]))
            error = EINTR;
        for (auto &order : m_orders) {
            const bool isMeant = order.call.empty() || order.call == call;
            if (!isMeant || (order.nth && --*order.nth != 0))
                continue;
            if (order.step)
                steps.push_back(order.step);
            else
                error = order.error;
        }
    }
    for (const auto &step : steps)
        step();
    if (error != 0)
        errno = error;
    return error != 0;
}

int FaultySystemCalls::openat(int directory, const char *path, int flags, mode_t mode)
{
    return fails("openat") ? -1 : SystemCalls::openat(directory, path, flags, mode);
}

int FaultySystemCalls::openat2(int directory, const char *path, const open_how *how)
{
    return fails("openat2") ? -1 : SystemCalls::openat2(directory, path, how);
}

int FaultySystemCalls::close(int fd)
{
    // As in Linux: the descriptor is closed whatever close() returns.
    const bool wrong = fails("close");
    const int result = SystemCalls::close(fd);
    if (!wrong)
        return result;
    errno = EIO;
    return -1;
}

ssize_t FaultySystemCalls::read(int fd, void *buffer, size_t size)
{
    return fails("read") ? -1 : SystemCalls::read(fd, buffer, size);
}

ssize_t FaultySystemCalls::pread(int fd, void *buffer, size_t size, off_t offset)
{
    return fails("pread") ? -1 : SystemCalls::pread(fd, buffer, size, offset);
}

ssize_t FaultySystemCalls::pwrite(int fd, const void *buffer, size_t size, off_t offset)
{
    if (fails("pwrite"))
        return -1;
    return SystemCalls::pwrite(fd, buffer, m_writeShort ? std::min<size_t>(size, 1) : size, offset);
}

int FaultySystemCalls::ftruncate(int fd, off_t size)
{
    return fails("ftruncate") ? -1 : SystemCalls::ftruncate(fd, size);
}

int FaultySystemCalls::fsync(int fd)
{
    return fails("fsync") ? -1 : SystemCalls::fsync(fd);
}

int FaultySystemCalls::statx(int directory, const char *path, int flags, unsigned mask, struct statx *result)
{
    return fails("statx") ? -1 : SystemCalls::statx(directory, path, flags, mask, result);
}

int FaultySystemCalls::fstat(int fd, struct stat *result)
{
    return fails("fstat") ? -1 : SystemCalls::fstat(fd, result);
}

int FaultySystemCalls::fstatat(int directory, const char *path, struct stat *result, int flags)
{
    return fails("fstatat") ? -1 : SystemCalls::fstatat(directory, path, result, flags);
}

int FaultySystemCalls::linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags)
{
    return fails("linkat") ? -1 : SystemCalls::linkat(oldDirectory, oldPath, newDirectory, newPath, flags);
}

int FaultySystemCalls::symlinkat(const char *target, int directory, const char *path)
{
    return fails("symlinkat") ? -1 : SystemCalls::symlinkat(target, directory, path);
}

int FaultySystemCalls::mkdirat(int directory, const char *path, mode_t mode)
{
    return fails("mkdirat") ? -1 : SystemCalls::mkdirat(directory, path, mode);
}

ssize_t FaultySystemCalls::readlinkat(int directory, const char *path, char *buffer, size_t size)
{
    return fails("readlinkat") ? -1 : SystemCalls::readlinkat(directory, path, buffer, size);
}

int FaultySystemCalls::renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath,
                                 unsigned flags)
{
    if (m_refuseRenameFlags && flags != 0) {
        errno = EINVAL;
        return -1;
    }
    return fails("renameat2") ? -1 : SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
}

int FaultySystemCalls::unlinkat(int directory, const char *path, int flags)
{
    return fails("unlinkat") ? -1 : SystemCalls::unlinkat(directory, path, flags);
}

int FaultySystemCalls::flock(int fd, int operation)
{
    return fails("flock") ? -1 : SystemCalls::flock(fd, operation);
}

int FaultySystemCalls::fcntlLock(int fd, int command, struct flock *lock)
{
    return fails("fcntl") ? -1 : SystemCalls::fcntlLock(fd, command, lock);
}

int FaultySystemCalls::setLease(int fd, int type)
{
    return fails("setlease") ? -1 : SystemCalls::setLease(fd, type);
}

int FaultySystemCalls::ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout)
{
    return fails("ppoll") ? -1 : SystemCalls::ppoll(fds, count, timeout);
}

int FaultySystemCalls::inotifyInit(int flags)
{
    return fails("inotify_init1") ? -1 : SystemCalls::inotifyInit(flags);
}

int FaultySystemCalls::inotifyAddWatch(int fd, const char *path, uint32_t mask)
{
    return fails("inotify_add_watch") ? -1 : SystemCalls::inotifyAddWatch(fd, path, mask);
}

int FaultySystemCalls::inotifyRemoveWatch(int fd, int watch)
{
    return fails("inotify_rm_watch") ? -1 : SystemCalls::inotifyRemoveWatch(fd, watch);
}

int FaultySystemCalls::eventfd(unsigned initial, int flags)
{
    return fails("eventfd") ? -1 : SystemCalls::eventfd(initial, flags);
}

int FaultySystemCalls::pthreadCreate(pthread_t *thread, void *(*start)(void *), void *argument)
{
    return fails("pthread_create") ? errno : SystemCalls::pthreadCreate(thread, start, argument);
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/systemcalls.h"

#include <atomic>

#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// Never destroyed: descriptors of static objects are closed through it until the very end.
std::atomic<SystemCalls *> &current()
{
    static std::atomic<SystemCalls *> table = new SystemCalls;
    return table;
}

} // namespace

int SystemCalls::openat(int directory, const char *path, int flags, mode_t mode)
{
    return ::openat(directory, path, flags, mode);
}

// glibc has no wrapper for it.
int SystemCalls::openat2(int directory, const char *path, const open_how *how)
{
    return static_cast<int>(::syscall(SYS_openat2, directory, path, how, sizeof(*how)));
}

int SystemCalls::close(int fd)
{
    return ::close(fd);
}

ssize_t SystemCalls::read(int fd, void *buffer, size_t size)
{
    return ::read(fd, buffer, size);
}

ssize_t SystemCalls::pread(int fd, void *buffer, size_t size, off_t offset)
{
    return ::pread(fd, buffer, size, offset);
}

ssize_t SystemCalls::pwrite(int fd, const void *buffer, size_t size, off_t offset)
{
    return ::pwrite(fd, buffer, size, offset);
}

int SystemCalls::ftruncate(int fd, off_t size)
{
    return ::ftruncate(fd, size);
}

int SystemCalls::fsync(int fd)
{
    return ::fsync(fd);
}

int SystemCalls::fstat(int fd, struct stat *result)
{
    return ::fstat(fd, result);
}

int SystemCalls::fstatat(int directory, const char *path, struct stat *result, int flags)
{
    return ::fstatat(directory, path, result, flags);
}

int SystemCalls::statx(int directory, const char *path, int flags, unsigned mask, struct statx *result)
{
    return ::statx(directory, path, flags, mask, result);
}

ssize_t SystemCalls::readlinkat(int directory, const char *path, char *buffer, size_t size)
{
    return ::readlinkat(directory, path, buffer, size);
}

int SystemCalls::linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags)
{
    return ::linkat(oldDirectory, oldPath, newDirectory, newPath, flags);
}

int SystemCalls::symlinkat(const char *target, int directory, const char *path)
{
    return ::symlinkat(target, directory, path);
}

int SystemCalls::mkdirat(int directory, const char *path, mode_t mode)
{
    return ::mkdirat(directory, path, mode);
}

int SystemCalls::renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags)
{
    return ::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
}

int SystemCalls::fchownat(int directory, const char *path, uid_t owner, gid_t group, int flags)
{
    return ::fchownat(directory, path, owner, group, flags);
}

int SystemCalls::unlinkat(int directory, const char *path, int flags)
{
    return ::unlinkat(directory, path, flags);
}

int SystemCalls::flock(int fd, int operation)
{
    return ::flock(fd, operation);
}

int SystemCalls::fcntlLock(int fd, int command, struct flock *lock)
{
    return ::fcntl(fd, command, lock);
}

int SystemCalls::setLease(int fd, int type)
{
    // The default is SIGIO, which terminates the process.
    if (type != F_UNLCK && ::fcntl(fd, F_SETSIG, SIGURG) != 0)
        return -1;
    return ::fcntl(fd, F_SETLEASE, type);
}

int SystemCalls::poll(struct pollfd *fds, nfds_t count, int timeoutMilliseconds)
{
    return ::poll(fds, count, timeoutMilliseconds);
}

int SystemCalls::ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout)
{
    return ::ppoll(fds, count, timeout, nullptr);
}

int SystemCalls::inotifyInit(int flags)
{
    return ::inotify_init1(flags);
}

int SystemCalls::inotifyAddWatch(int fd, const char *path, uint32_t mask)
{
    return ::inotify_add_watch(fd, path, mask);
}

int SystemCalls::inotifyRemoveWatch(int fd, int watch)
{
    return ::inotify_rm_watch(fd, watch);
}

int SystemCalls::eventfd(unsigned initial, int flags)
{
    return ::eventfd(initial, flags);
}

int SystemCalls::kill(pid_t pid, int signal)
{
    return ::kill(pid, signal);
}

// glibc has wrappers for the pidfd calls only since 2.36.
int SystemCalls::pidfdOpen(pid_t pid)
{
    return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

int SystemCalls::pidfdSendSignal(int pidfd, int signal)
{
    return static_cast<int>(::syscall(SYS_pidfd_send_signal, pidfd, signal, nullptr, 0));
}

int SystemCalls::clockGettime(clockid_t clock, struct timespec *result)
{
    return ::clock_gettime(clock, result);
}

int SystemCalls::pthreadCreate(pthread_t *thread, void *(*start)(void *), void *argument)
{
    return ::pthread_create(thread, nullptr, start, argument);
}

SystemCalls &sys()
{
    return *current().load(std::memory_order_acquire);
}

ScopedSystemCalls::ScopedSystemCalls(SystemCalls &replacement)
    : m_previous(current().exchange(&replacement, std::memory_order_acq_rel))
{}

ScopedSystemCalls::~ScopedSystemCalls()
{
    current().store(m_previous, std::memory_order_release);
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

namespace Lockscope {

/// All system calls that acquiring, inspecting and releasing locks makes, so that a test can replace one: let the third
/// fstat fail with ESTALE, or run a function between two calls. Each function has the meaning of the call that it is
/// named after and sets errno. This base class forwards to the kernel. EINTR is passed on, because only the caller
/// knows whether to retry. Exported for the test kit alone: the header is not installed.
class LOCKSCOPE_EXPORT SystemCalls
{
public:
    virtual ~SystemCalls() = default;

    virtual int openat(int directory, const char *path, int flags, mode_t mode = 0);
    virtual int openat2(int directory, const char *path, const open_how *how);
    virtual int close(int fd);
    virtual ssize_t read(int fd, void *buffer, size_t size);
    virtual ssize_t pread(int fd, void *buffer, size_t size, off_t offset);
    virtual ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset);
    virtual int ftruncate(int fd, off_t size);
    virtual int fsync(int fd);
    virtual int fstat(int fd, struct stat *result);
    virtual int fstatat(int directory, const char *path, struct stat *result, int flags);
    virtual int statx(int directory, const char *path, int flags, unsigned mask, struct statx *result);
    virtual ssize_t readlinkat(int directory, const char *path, char *buffer, size_t size);
    virtual int linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags);
    virtual int symlinkat(const char *target, int directory, const char *path);
    virtual int mkdirat(int directory, const char *path, mode_t mode);
    virtual int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags);
    virtual int fchownat(int directory, const char *path, uid_t owner, gid_t group, int flags);
    virtual int unlinkat(int directory, const char *path, int flags);
    virtual int flock(int fd, int operation);
    /// fcntl with F_SETLK, F_SETLKW, F_GETLK and their OFD forms.
    virtual int fcntlLock(int fd, int command, struct flock *lock);
    /// fcntl with F_SETLEASE. A process that breaks the lease sends this process a signal that it ignores by default.
    virtual int setLease(int fd, int type);
    virtual int poll(struct pollfd *fds, nfds_t count, int timeoutMilliseconds);
    virtual int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout);
    virtual int inotifyInit(int flags);
    virtual int inotifyAddWatch(int fd, const char *path, uint32_t mask);
    virtual int inotifyRemoveWatch(int fd, int watch);
    virtual int eventfd(unsigned initial, int flags);
    virtual int kill(pid_t pid, int signal);
    virtual int pidfdOpen(pid_t pid);
    virtual int pidfdSendSignal(int pidfd, int signal);
    virtual int clockGettime(clockid_t clock, struct timespec *result);
    /// Returns the error; does not set errno.
    virtual int pthreadCreate(pthread_t *thread, void *(*start)(void *), void *argument);
};

/// The active table. Thread-safe.
SystemCalls &sys();

/// Activates another table during its lifetime. For tests: not while other threads are running.
class LOCKSCOPE_EXPORT ScopedSystemCalls
{
public:
    explicit ScopedSystemCalls(SystemCalls &replacement);
    ~ScopedSystemCalls();
    ScopedSystemCalls(const ScopedSystemCalls &) = delete;
    ScopedSystemCalls &operator=(const ScopedSystemCalls &) = delete;

private:
    SystemCalls *m_previous;
};

/// Repeats the call while it is interrupted by a signal handler.
template <typename Call>
auto retryInterrupted(Call call)
{
    auto result = call();
    while (result == -1 && errno == EINTR)
        result = call();
    return result;
}

} // namespace Lockscope

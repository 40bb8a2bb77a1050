// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/systemcalls.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/// The kernel's system calls, some of which fail on request. Calls have the names that failures report: `openat`,
/// `fcntl`, `inotify_init1`. Install it with ScopedSystemCalls. Threads may use it, but faults must be set before they
/// start.
class FaultySystemCalls : public Lockscope::SystemCalls
{
public:
    /// The Nth call of this name from now on fails, or all of them. An empty name stands for any call.
    void fail(const std::string &call, int error, int nth = 1);
    void failAlways(const std::string &call, int error);
    /// Runs a function right before the Nth call of this name from now on: what another process does at that moment.
    void before(const std::string &call, int nth, std::function<void()> step);
    /// Each call that a signal may interrupt fails with EINTR, and succeeds when it is repeated.
    void interruptEach() { m_interruptEach = true; }
    /// Renames with flags fail with EINVAL, as on NFS, sshfs and bindfs.
    void refuseRenameFlags() { m_refuseRenameFlags = true; }
    /// Writes one byte per call.
    void writeShort() { m_writeShort = true; }

    /// The names of all calls so far, in order.
    std::vector<std::string> made() const;
    int countOf(const std::string &call) const;

    int openat(int directory, const char *path, int flags, mode_t mode) override;
    int openat2(int directory, const char *path, const open_how *how) override;
    int close(int fd) override;
    ssize_t read(int fd, void *buffer, size_t size) override;
    ssize_t pread(int fd, void *buffer, size_t size, off_t offset) override;
    ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset) override;
    int ftruncate(int fd, off_t size) override;
    int fsync(int fd) override;
    int fstat(int fd, struct stat *result) override;
    int fstatat(int directory, const char *path, struct stat *result, int flags) override;
    int statx(int directory, const char *path, int flags, unsigned mask, struct statx *result) override;
    int linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags) override;
    int symlinkat(const char *target, int directory, const char *path) override;
    int mkdirat(int directory, const char *path, mode_t mode) override;
    ssize_t readlinkat(int directory, const char *path, char *buffer, size_t size) override;
    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath,
                  unsigned flags) override;
    int unlinkat(int directory, const char *path, int flags) override;
    int flock(int fd, int operation) override;
    int fcntlLock(int fd, int command, struct flock *lock) override;
    int setLease(int fd, int type) override;
    int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout) override;
    int inotifyInit(int flags) override;
    int inotifyAddWatch(int fd, const char *path, uint32_t mask) override;
    int inotifyRemoveWatch(int fd, int watch) override;
    int eventfd(unsigned initial, int flags) override;
    int pthreadCreate(pthread_t *thread, void *(*start)(void *), void *argument) override;

private:
    struct Order
    {
        std::string call;
        std::optional<int> nth; ///< counts down; absent: always
        int error = 0;
        std::function<void()> step;
    };
    /// Records the call, runs what must happen before it, and returns whether it must fail, with errno set.
    bool fails(const std::string &call);

    mutable std::mutex m_mutex;
    std::vector<Order> m_orders;
    std::vector<std::string> m_made;
    std::map<std::string, bool> m_interrupted;
    bool m_interruptEach = false;
    bool m_refuseRenameFlags = false;
    bool m_writeShort = false;
};

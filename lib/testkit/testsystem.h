// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/systemcalls.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope::Test {

/// The system calls of the library while a test has given orders: some fail, hang, or are preceded by a step. Active as
/// long as an order exists.
class TestSystem : public SystemCalls
{
public:
    struct Order
    {
        std::string call;
        std::optional<int> nth; ///< counts down; absent: always
        int error = 0;
        std::function<void()> step;       ///< instead of an error
        std::filesystem::path hangsBelow; ///< instead of an error, if not empty
        bool isLifted = false;            ///< a call that hangs returns
        bool wasReached = false;
    };

    /// The order is in force as long as the result exists.
    static std::shared_ptr<Order> give(Order order);
    int openat(int directory, const char *path, int flags, mode_t mode) override;
    int openat2(int directory, const char *path, const open_how *how) override;
    ssize_t read(int fd, void *buffer, size_t size) override;
    ssize_t pread(int fd, void *buffer, size_t size, off_t offset) override;
    ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset) override;
    int ftruncate(int fd, off_t size) override;
    int fstat(int fd, struct stat *result) override;
    int fstatat(int directory, const char *path, struct stat *result, int flags) override;
    int statx(int directory, const char *path, int flags, unsigned mask, struct statx *result) override;
    ssize_t readlinkat(int directory, const char *path, char *buffer, size_t size) override;
    int linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags) override;
    int symlinkat(const char *target, int directory, const char *path) override;
    int mkdirat(int directory, const char *path, mode_t mode) override;
    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath,
                  unsigned flags) override;
    int unlinkat(int directory, const char *path, int flags) override;
    int flock(int fd, int operation) override;
    int fcntlLock(int fd, int command, struct flock *lock) override;
    int inotifyInit(int flags) override;
    int inotifyAddWatch(int fd, const char *path, uint32_t mask) override;
    int eventfd(unsigned initial, int flags) override;
    int pthreadCreate(pthread_t *thread, void *(*start)(void *), void *argument) override;

private:
    static TestSystem &instance();
    void remove(Order *order);
    void activate();
    void deactivateIfUnused();
    /// Whether the call must fail; errno is set then.
    bool fails(const char *call, const char *path = nullptr);

    std::mutex m_mutex; ///< guards the following members
    std::condition_variable m_changed;
    std::vector<Order *> m_orders;
    int m_hanging = 0;
    std::optional<ScopedSystemCalls> m_scope;
};

} // namespace Lockscope::Test

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "testkit/testsystem.h"

#include <algorithm>
#include <string_view>

namespace Lockscope::Test {

namespace {

bool isOrLiesBelow(std::string_view path, std::string_view directory)
{
    return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

} // namespace

TestSystem &TestSystem::instance()
{
    // Never destroyed: a call may hang in it.
    static auto *const system = new TestSystem;
    return *system;
}

std::shared_ptr<TestSystem::Order> TestSystem::give(Order order)
{
    auto &system = instance();
    const std::lock_guard guard(system.m_mutex);
    std::shared_ptr<Order> given(new Order(std::move(order)), [](Order *old) {
        instance().remove(old);
        delete old;
    });
    system.m_orders.push_back(given.get());
    system.activate();
    return given;
}

void TestSystem::remove(Order *order)
{
    std::unique_lock lock(m_mutex);
    std::erase(m_orders, order);
    order->isLifted = true;
    m_changed.notify_all();
    // Calls that hang by this order still use it.
    if (!order->hangsBelow.empty())
        m_changed.wait(lock, [this] { return m_hanging == 0; });
    deactivateIfUnused();
}

void TestSystem::activate()
{
    if (!m_scope)
        m_scope.emplace(*this);
}

void TestSystem::deactivateIfUnused()
{
    if (m_orders.empty())
        m_scope.reset();
}

bool TestSystem::fails(const char *call, const char *path)
{
    std::unique_lock lock(m_mutex);
    std::vector<std::function<void()>> steps;
    int error = 0;
    for (auto *const order : m_orders) {
        if (order->call != call)
            continue;
        if (!order->hangsBelow.empty()) {
            if (!path || !isOrLiesBelow(path, order->hangsBelow.native()))
                continue;
            ++m_hanging;
            m_changed.wait(lock, [order] { return order->isLifted; });
            --m_hanging;
            m_changed.notify_all();
            break; // the list has changed
        }
        if (order->nth && --*order->nth != 0)
            continue;
        order->wasReached = true;
        if (order->step)
            steps.push_back(order->step);
        else
            error = order->error;
    }
    lock.unlock();
    for (const auto &step : steps)
        step();
    if (error != 0)
        errno = error;
    return error != 0;
}

int TestSystem::openat(int directory, const char *path, int flags, mode_t mode)
{
    return fails("openat", path) ? -1 : SystemCalls::openat(directory, path, flags, mode);
}

int TestSystem::openat2(int directory, const char *path, const open_how *how)
{
    return fails("openat2", path) ? -1 : SystemCalls::openat2(directory, path, how);
}

ssize_t TestSystem::read(int fd, void *buffer, size_t size)
{
    return fails("read") ? -1 : SystemCalls::read(fd, buffer, size);
}

ssize_t TestSystem::pread(int fd, void *buffer, size_t size, off_t offset)
{
    return fails("pread") ? -1 : SystemCalls::pread(fd, buffer, size, offset);
}

ssize_t TestSystem::pwrite(int fd, const void *buffer, size_t size, off_t offset)
{
    return fails("pwrite") ? -1 : SystemCalls::pwrite(fd, buffer, size, offset);
}

int TestSystem::ftruncate(int fd, off_t size)
{
    return fails("ftruncate") ? -1 : SystemCalls::ftruncate(fd, size);
}

int TestSystem::fstat(int fd, struct stat *result)
{
    return fails("fstat") ? -1 : SystemCalls::fstat(fd, result);
}

int TestSystem::fstatat(int directory, const char *path, struct stat *result, int flags)
{
    return fails("fstatat", path) ? -1 : SystemCalls::fstatat(directory, path, result, flags);
}

int TestSystem::statx(int directory, const char *path, int flags, unsigned mask, struct statx *result)
{
    return fails("statx", path) ? -1 : SystemCalls::statx(directory, path, flags, mask, result);
}

ssize_t TestSystem::readlinkat(int directory, const char *path, char *buffer, size_t size)
{
    return fails("readlinkat", path) ? -1 : SystemCalls::readlinkat(directory, path, buffer, size);
}

int TestSystem::linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags)
{
    return fails("linkat", newPath) ? -1 : SystemCalls::linkat(oldDirectory, oldPath, newDirectory, newPath, flags);
}

int TestSystem::symlinkat(const char *target, int directory, const char *path)
{
    return fails("symlinkat", path) ? -1 : SystemCalls::symlinkat(target, directory, path);
}

int TestSystem::mkdirat(int directory, const char *path, mode_t mode)
{
    return fails("mkdirat", path) ? -1 : SystemCalls::mkdirat(directory, path, mode);
}

int TestSystem::renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags)
{
    return fails("renameat2", oldPath) ? -1
                                       : SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
}

int TestSystem::unlinkat(int directory, const char *path, int flags)
{
    return fails("unlinkat", path) ? -1 : SystemCalls::unlinkat(directory, path, flags);
}

int TestSystem::flock(int fd, int operation)
{
    return fails("flock") ? -1 : SystemCalls::flock(fd, operation);
}

int TestSystem::fcntlLock(int fd, int command, struct flock *lock)
{
    return fails("fcntl") ? -1 : SystemCalls::fcntlLock(fd, command, lock);
}

int TestSystem::inotifyInit(int flags)
{
    return fails("inotify_init1") ? -1 : SystemCalls::inotifyInit(flags);
}

int TestSystem::inotifyAddWatch(int fd, const char *path, uint32_t mask)
{
    return fails("inotify_add_watch", path) ? -1 : SystemCalls::inotifyAddWatch(fd, path, mask);
}

int TestSystem::eventfd(unsigned initial, int flags)
{
    return fails("eventfd") ? -1 : SystemCalls::eventfd(initial, flags);
}

int TestSystem::pthreadCreate(pthread_t *thread, void *(*start)(void *), void *argument)
{
    return fails("pthread_create") ? errno : SystemCalls::pthreadCreate(thread, start, argument);
}

} // namespace Lockscope::Test

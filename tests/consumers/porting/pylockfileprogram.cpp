// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "programs.h"

#include <lockscope/pylockfile.h>

#include <thread>

#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

/// Another thread holds the lock, and never releases it.
void lockAndForget(LockFile *&lock, const std::filesystem::path &path)
{
    std::thread([&] {
        lock = new LinkLockFile(path);
        lock->acquire().value();
    }).join();
}

} // namespace

bool pylockfileProgram(const std::filesystem::path &directory)
{
    // lock = LockFile('somefile')
    LinkLockFile lock(directory / "somefile");
    // with lock: lock.is_locked()
    {
        const std::scoped_lock guard(lock);
        if (!lock.isLocked().value() || !lock.isHeldByMe())
            return false;
        // It is okay to lock twice from the same thread...
        lock.acquire().value();
    }
    // Though no counter is kept, so you can't unlock multiple times...
    if (lock.isLocked().value())
        return false;
    // try: lock.release()
    // except NotLocked: ...
    try {
        lock.release().value();
        return false;
    } catch (const NotLocked &) {
    }
    LockFile *other = nullptr;
    lockAndForget(other, directory / "somefile");
    // except NotMyLock: ...
    try {
        lock.release().value();
        return false;
    } catch (const NotMyLock &) {
    }
    // while not lock.i_am_locking():
    //     try: lock.acquire(timeout=60)
    //     except LockTimeout:
    //         lock.break_lock()
    //         lock.acquire()
    while (!lock.isHeldByMe()) {
        try {
            lock.acquire(50ms).value();
        } catch (const LockTimeout &) {
            lock.breakLock().value();
            lock.acquire().value();
        }
    }
    lock.release().value();
    delete other;
    // @locked('/var/run/myname', timeout=0)
    // def myname(): return 7
    auto myname = locked(directory / "myname", 0s, [] { return 7; });
    // PIDLockFile('app.pid').read_pid()
    PidLockFile pid(directory / "app.pid");
    pid.acquire(0s).value();
    return myname().value() == 7 && pid.readPid().value() == ::getpid();
}

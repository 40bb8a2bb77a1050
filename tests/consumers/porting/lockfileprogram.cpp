// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "programs.h"

#include <lockscope/fcntllockfile.h>

#include <mutex>

#include <fcntl.h>

using namespace Lockscope;

namespace {

// LockFile(path, wait=False, remove=True)
FcntlLockFile::Options asTheOriginal(bool wait, bool remove)
{
    FcntlLockFile::Options options;
    options.wait = wait;
    options.remove = remove;
    return options;
}

} // namespace

bool lockFileProgram(const std::filesystem::path &directory)
{
    const auto path = directory / "app.lock";
    // try: lock_f = LockFile('/var/run/app.lock')
    FcntlLockFile lockF(path, asTheOriginal(false, true));
    lockF.acquire().value();
    // lock_f.get_path(), lock_f.fileno()
    if (lockF.path() != path || ::fcntl(lockF.fileno().value(), F_GETFD) < 0)
        return false;
    // except LockError: sys.exit('The script is already running')
    FcntlLockFile second(path, asTheOriginal(false, true));
    try {
        second.acquire().value();
        return false;
    } catch (const LockError &) {
    }
    // lock_f.release()
    lockF.release().value();
    if (std::filesystem::exists(path))
        return false;
    // Raises ValueError if the lock file is already released.
    if (lockF.release() || lockF.fileno())
        return false;
    // with LockFile('/var/run/app.lock', wait=True, remove=False): ...
    FcntlLockFile kept(path, asTheOriginal(true, false));
    {
        const std::scoped_lock guard(kept);
    }
    return std::filesystem::exists(path);
}

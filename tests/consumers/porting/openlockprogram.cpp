// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "programs.h"

#include <lockscope/openlockfile.h>

#include <fstream>
#include <mutex>

#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

bool openlockProgram(const std::filesystem::path &directory)
{
    const auto path = directory / "openlock.lock";
    // set_defaults(race_delay=0.05)
    OpenlockFile::setDefaults({{"race_delay", 0.05}}).value();
    // r = FileLock(lock_file)
    OpenlockFile r(path);
    if (r.isLocked().value())
        return false;
    // r.acquire(timeout=0); r.locked(); r.getpid() == os.getpid()
    r.acquire(0s).value();
    if (!r.isLocked().value() || r.readPid().value() != ::getpid())
        return false;
    // with self.assertRaises(Timeout): r.acquire(timeout=0.05)
    try {
        r.acquire(50ms).value();
        return false;
    } catch (const LockTimeout &) {
    }
    r.release().value();
    // with self.assertRaises(InvalidRelease): r.release()
    try {
        r.release().value();
        return false;
    } catch (const NotLocked &) {
    }
    // An invalid lock file counts as unlocked.
    std::ofstream(path) << "no lock at all\n";
    // with FileLock(lock_file): ...
    const std::scoped_lock guard(r);
    return r.isHeldByMe();
}

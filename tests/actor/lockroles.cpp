// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include "support/lockwords.h"

#include <lockscope/lockfile.h>

#include <QMetaEnum>

#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;

namespace {

/// By kind and path, until they are forgotten or the process ends.
std::map<std::pair<std::string, std::string>, std::unique_ptr<LockFile>> &locks()
{
    static std::map<std::pair<std::string, std::string>, std::unique_ptr<LockFile>> all;
    return all;
}

LockFile &lockOf(const Words &words)
{
    auto &lock = locks()[{wordAt(words, 0), wordAt(words, 1)}];
    if (!lock)
        lock = makeByWord(wordAt(words, 0), wordAt(words, 1));
    return *lock;
}

/// The word for success, or `failed CODE CALL ERRNO` as far as known.
std::string outcome(const Result<void> &result, const std::string &good)
{
    if (result)
        return good;
    const auto &failure = result.error();
    std::string text = "failed ";
    text += QMetaEnum::fromType<LockErrc>().valueToKey(static_cast<int>(failure.code));
    if (failure.systemErrno != 0)
        text += ' ' + failure.call + ' ' + failure.errnoName();
    return text;
}

/// KIND PATH [MILLISECONDS | ever]: tries once if no time is given.
std::string acquire(const Words &words)
{
    const auto limit = wordAt(words, 2, "0");
    const auto timeout = limit == "ever" ? Timeout() : Timeout(std::chrono::milliseconds(std::stoll(limit)));
    return outcome(lockOf(words).acquire(timeout), "acquired");
}

/// KIND PATH COUNTER ROUNDS: increments the number in the file COUNTER, which only the lock protects.
std::string count(const Words &words)
{
    const auto rounds = numberAt(words, 3);
    const auto counter = wordAt(words, 2);
    for (long long round = 0; round < rounds; ++round) {
        if (const auto acquired = lockOf(words).acquire(std::chrono::minutes(1)); !acquired)
            return outcome(acquired, {});
        long long number = 0;
        std::ifstream(counter) >> number;
        std::ofstream(counter) << number + 1;
        if (const auto released = lockOf(words).release(); !released)
            return outcome(released, {});
    }
    return "counted";
}

/// KIND PATH OBSERVER MILLISECONDS: acquires and releases until the time has expired. The observer is a file on which
/// no other process can have a POSIX lock during a hold. It is opened first, because the kernel releases the locks of a
/// killed process in the order of its descriptors, and POSIX locks before flocks. Any other order would show overlaps
/// that do not exist.
std::string sections(const Words &words)
{
    const int observer = ::open(wordAt(words, 2).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    const auto observe = [observer](short type) {
        struct flock whole = {};
        whole.l_type = type;
        return ::fcntl(observer, F_SETLK, &whole) == 0;
    };
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(numberAt(words, 3));
    long long count = 0;
    while (std::chrono::steady_clock::now() < end) {
        const auto acquired = lockOf(words).acquire(std::chrono::milliseconds(100));
        if (!acquired && acquired.error().code == LockErrc::LockTimeout)
            continue;
        if (!acquired)
            return outcome(acquired, {});
        if (!observe(F_WRLCK))
            return "overlap";
        ::usleep(300);
        observe(F_UNLCK);
        if (const auto released = lockOf(words).release(); !released)
            return outcome(released, {});
        ++count;
    }
    return "sections " + std::to_string(count);
}

/// UID: continues as another user.
std::string becomeUser(const Words &words)
{
    const auto uid = static_cast<uid_t>(numberAt(words, 0));
    return ::setresgid(uid, uid, uid) == 0 && ::setresuid(uid, uid, uid) == 0 ? "become" : failed("setresuid");
}

/// BITS: in octal.
std::string mask(const Words &words)
{
    ::umask(static_cast<mode_t>(std::stoul(wordAt(words, 0), nullptr, 8)));
    return "masked";
}

constexpr int FirstOwn = 3;
constexpr int MaxOwn = 40;

/// LOG: closes all its descriptors and opens the file instead, as often as there were descriptors.
std::string becomeDaemon(const Words &words)
{
    ::close_range(FirstOwn, ~0U, 0);
    for (int fd = FirstOwn; fd < MaxOwn; ++fd) {
        if (::open(wordAt(words, 0).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600) != fd)
            return failed("open");
    }
    return "alone";
}

/// LOG: whether all of them are unchanged.
std::string inspectOwn(const Words &words)
{
    struct stat log = {};
    ::stat(wordAt(words, 0).c_str(), &log);
    for (int fd = FirstOwn; fd < MaxOwn; ++fd) {
        struct stat status = {};
        if (::fstat(fd, &status) != 0 || status.st_ino != log.st_ino || status.st_dev != log.st_dev)
            return "closed " + std::to_string(fd);
        if (::lseek(fd, 0, SEEK_CUR) != 0 || status.st_size != 0)
            return "used " + std::to_string(fd);
        struct flock whole = {};
        whole.l_type = F_WRLCK;
        if (::fcntl(fd, F_OFD_GETLK, &whole) != 0 || whole.l_type != F_UNLCK)
            return "locked " + std::to_string(fd);
    }
    return "untouched";
}

/// KIND PATH: answers when the release began, in nanoseconds of the steady clock.
std::string releaseAt(const Words &words)
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return outcome(lockOf(words).release(), std::to_string(std::chrono::nanoseconds(now).count()));
}

} // namespace

void addLockRoles(Roles &roles)
{
    roles.add("acquire", acquire);
    roles.add("release", [](const Words &words) { return outcome(lockOf(words).release(), "released"); });
    roles.add("release-at", releaseAt);
    roles.add("mine", [](const Words &words) { return lockOf(words).isHeldByMe() ? "yes" : "no"; });
    roles.add("acquire-leaked", [](const Words &words) {
        // It is never destroyed, like objects in much software that live as long as the process.
        static LockFile *leaked = nullptr;
        leaked = makeByWord(wordAt(words, 0), wordAt(words, 1)).release();
        return outcome(leaked->acquire(std::chrono::seconds(0)), "acquired");
    });
    roles.add("forget", [](const Words &words) {
        locks().erase({wordAt(words, 0), wordAt(words, 1)});
        return "forgotten";
    });
    roles.add("count", count);
    roles.add("sections", sections);
    roles.add("daemon", becomeDaemon);
    roles.add("own", inspectOwn);
    roles.add("umask", mask);
    roles.add("user", becomeUser);
}

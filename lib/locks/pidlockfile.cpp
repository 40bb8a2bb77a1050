// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pylockfile.h>

#include "formats/pidfile.h"
#include "locks/foreignfile.h"
#include "locks/heldmarks.h"
#include "locks/privatefile.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <string>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

class PidLockFile::Private
{
public:
    bool refuseForeignContent = false;
};

PidLockFile::PidLockFile(PathArgument path, Timeout timeout)
    : PidLockFile(std::move(path), Options{.timeout = timeout})
{}

PidLockFile::PidLockFile(PathArgument path, const Options &options)
    : MarkerLockFile(std::move(path))
    , d(std::make_unique<Private>())
{
    setDefaultTimeout(options.timeout);
    d->refuseForeignContent = options.refuseForeignContent;
}

PidLockFile::~PidLockFile()
{
    releaseInDestructor();
}

/// Whether the lock is held. Fails if the path is not a PID file.
Result<bool> PidLockFile::isTakenByPid() const
{
    struct stat status;
    if (const auto taken = isTaken(); !taken || !*taken || sys().fstatat(AT_FDCWD, path().c_str(), &status, 0) != 0)
        return taken;
    if (!S_ISREG(status.st_mode))
        return notARegularFile(LockErrc::LockFailed, path(), status.st_mode);
    using Sentence::Detail;
    const auto refused = [&](Detail why) { return Failure::of(LockErrc::LockFailed, path(), why); };
    if (status.st_size > LargestLockFile)
        return refused(Detail::TooLargeForLock);
    if (hasKernelLock(path()))
        return refused(Detail::HasKernelLock);
    if (!d->refuseForeignContent || status.st_size == 0)
        return true;
    const auto content = readMark(path());
    if (content && !readPidText(*content))
        return refused(Detail::NotAPidFile);
    return true;
}

Result<bool> PidLockFile::make()
{
    if (const auto taken = isTakenByPid(); !taken || *taken)
        return taken ? Result<bool>(false) : taken;
    made().name = std::to_string(::getpid()) + '\n';
    auto file = PrivateFile::create(place(), made().name, 0644);
    if (!file)
        return file.error();
    return publish(*file);
}

Result<std::optional<std::int64_t>> PidLockFile::readPid() const
{
    const auto content = readMark(path());
    if (!content && content.error().systemErrno != ENOENT)
        return content.error();
    const auto text = content ? readPidText(*content) : std::nullopt;
    return text ? text->pid : std::nullopt;
}

std::optional<Claim> PidLockFile::readClaim() const
{
    const auto pid = readPid();
    return pid && *pid ? std::optional(Claim::ofPid(**pid)) : std::nullopt;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pidlockfile.h>

#include "formats/pidfile.h"
#include "locks/markfile.h"
#include "locks/privatefile.h"

#include <string>

#include <errno.h>
#include <unistd.h>

namespace Lockscope {

class PidLockFile::Private
{
public:
    MarkFile mark;
    std::string text; ///< that we wrote
};

PidLockFile::PidLockFile(std::filesystem::path path, Timeout timeout)
    : MarkerLockFile(std::move(path))
    , d(std::make_unique<Private>())
{
    setDefaultTimeout(timeout);
}

PidLockFile::~PidLockFile()
{
    releaseInDestructor();
}

Result<bool> PidLockFile::make()
{
    if (const auto present = isPresent(LockErrc::LockFailed); !present || *present)
        return present ? Result<bool>(false) : present;
    d->text = std::to_string(::getpid()) + '\n';
    auto file = PrivateFile::create(path(), d->text, 0644);
    if (!file)
        return file.error();
    const auto published = file->publish();
    if (!published || !*published)
        return published;
    if (auto adopted = d->mark.adopt(file->take(), path()); !adopted) {
        static_cast<void>(removeMark(path()));
        cleanUp(true);
        return adopted.error();
    }
    return true;
}

Result<bool> PidLockFile::isMine(LockErrc code) const
{
    auto mine = d->mark.isAt(path(), code);
    return mine && *mine ? Result<bool>(d->mark.says(d->text)) : mine;
}

Result<void> PidLockFile::unmake()
{
    return removeMark(path());
}

void PidLockFile::cleanUp(bool)
{
    d->mark.close();
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

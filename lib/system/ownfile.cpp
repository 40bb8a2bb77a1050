// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/ownfile.h"

#include "system/clocks.h"
#include "system/filedescriptor.h"
#include "system/filestatus.h"
#include "system/readall.h"
#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "system/writeall.h"

#include <lockscope/fileusers.h>

#include <cerrno>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

Result<std::optional<OwnFile>> readOwnFile(const std::filesystem::path &path, std::size_t limit, LockErrc code,
                                           Sentence::Detail ofOther)
{
    const auto failure = [&](const char *call) { return Failure::fromErrno(code, call, path); };
    if (auto answers = fileSystemAnswers(path, code); !answers)
        return answers.error();
    const FileDescriptor file(retryInterrupted(
        [&] { return sys().openat(AT_FDCWD, path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }));
    if (!file && (errno == ENOENT || errno == ENOTDIR))
        return std::optional<OwnFile>();
    struct stat status = {};
    // A socket, and some devices, cannot be opened.
    if (!file) {
        auto refused = failure("openat");
        if (sys().fstatat(AT_FDCWD, path.c_str(), &status, 0) == 0 && !S_ISREG(status.st_mode))
            refused.details.emplace_back(notRegular(status.st_mode));
        return refused;
    }
    if (sys().fstat(file.get(), &status) != 0)
        return failure("fstat");
    if (!S_ISREG(status.st_mode))
        return Failure::of(code, path, notRegular(status.st_mode));
    constexpr mode_t WritableByOthers = 022;
    if ((status.st_uid != ::geteuid() && status.st_uid != 0) || (status.st_mode & WritableByOthers) != 0)
        return Failure::of(code, path, ofOther);
    auto content = readAll(file.get(), limit);
    if (!content)
        return failure("read");
    return std::optional(OwnFile{std::move(*content), (status.st_mode & (S_IRGRP | S_IROTH)) != 0});
}

Result<void> writeOwnFile(const std::filesystem::path &path, std::string_view content)
{
    const auto failure = [&](const char *call) { return Failure::fromErrno(LockErrc::StateFailed, call, path); };
    if (auto answers = fileSystemAnswers(path, LockErrc::StateFailed); !answers)
        return answers;
    const auto place = TrustedPath::resolve(path, LockErrc::StateFailed);
    if (!place)
        return place.error();
    struct stat old = {};
    const bool isNew = sys().fstatat(place->directory(), place->name().c_str(), &old, AT_SYMLINK_NOFOLLOW) != 0;
    if (isNew && errno != ENOENT)
        return failure("fstatat");
    // Replacing /dev/null would break other programs.
    if (!isNew && !S_ISREG(old.st_mode))
        return Failure::of(LockErrc::StateFailed, path, notRegular(old.st_mode));

    const auto newName = '.' + std::to_string(::getpid()) + '-' + std::to_string(steadyNow().count()) + ".new";
    const FileDescriptor file(retryInterrupted([&] {
        return sys().openat(place->directory(), newName.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                            0600);
    }));
    if (!file)
        return failure("openat");
    const char *failed = nullptr;
    if (!writeAll(file.get(), content))
        failed = "pwrite";
    else if (sys().fsync(file.get()) != 0)
        failed = "fsync";
    // A link that was planted since the check is replaced, not followed.
    else if (sys().renameat2(place->directory(), newName.c_str(), place->directory(), place->name().c_str(), 0) != 0)
        failed = "renameat2";
    if (!failed)
        return {};
    const auto reason = failure(failed);
    sys().unlinkat(place->directory(), newName.c_str(), 0);
    return reason;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/ownfile.h"

#include "system/clocks.h"
#include "system/filedescriptor.h"
#include "system/systemcalls.h"
#include "system/trustedpath.h"
#include "system/writeall.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>

#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

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
        return Failure::of(LockErrc::StateFailed, path, Sentence::Detail::NotARegularFile);

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

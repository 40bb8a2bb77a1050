// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "locks/kernellockcalls.h"

#include "system/systemcalls.h"
#include "system/writeall.h"

#include <fcntl.h>
#include <sys/file.h>

namespace Lockscope {

Result<bool> lockFile(int file, KernelLock::Type type, KernelLock::Mode mode, bool block,
                      const std::filesystem::path &path)
{
    int result = 0;
    if (type == KernelLock::Type::Flock) {
        const int operation = mode == KernelLock::Mode::Write ? LOCK_EX : LOCK_SH;
        result = retryInterrupted([&] { return sys().flock(file, block ? operation : operation | LOCK_NB); });
    } else {
        struct flock whole = {};
        whole.l_type = mode == KernelLock::Mode::Write ? F_WRLCK : F_RDLCK;
        whole.l_whence = SEEK_SET;
        const int command = type == KernelLock::Type::Posix ? F_SETLK : F_OFD_SETLK;
        result = retryInterrupted([&] { return sys().fcntlLock(file, command, &whole); });
        // A signal ends the wait, as the original documents, but not an attempt that does not need to wait.
        if (block && result != 0 && (errno == EAGAIN || errno == EACCES))
            result = sys().fcntlLock(file, F_OFD_SETLKW, &whole);
    }
    if (result == 0)
        return true;
    if (!block && (errno == EWOULDBLOCK || errno == EAGAIN || errno == EACCES))
        return false;
    return Failure::fromErrno(LockErrc::LockFailed, type == KernelLock::Type::Flock ? "flock" : "fcntl", path);
}

void unlockFile(int file, KernelLock::Type type)
{
    if (type == KernelLock::Type::Flock) {
        sys().flock(file, LOCK_UN);
        return;
    }
    struct flock whole = {};
    whole.l_type = F_UNLCK;
    whole.l_whence = SEEK_SET;
    sys().fcntlLock(file, type == KernelLock::Type::Posix ? F_SETLK : F_OFD_SETLK, &whole);
}

Result<void> writeWhole(int file, std::string_view content, const std::filesystem::path &path)
{
    if (!writeAll(file, content))
        return Failure::fromErrno(LockErrc::LockFailed, "pwrite", path);
    if (retryInterrupted([&] { return sys().ftruncate(file, static_cast<off_t>(content.size())); }) != 0)
        return Failure::fromErrno(LockErrc::LockFailed, "ftruncate", path);
    return {};
}

} // namespace Lockscope

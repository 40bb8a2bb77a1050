// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/deadlycalls.h"

#include "system/systemcalls.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Lockscope;

namespace {

int callsLeft = 0; ///< in the child

void count()
{
    if (callsLeft > 0 && --callsLeft == 0)
        ::kill(::getpid(), SIGKILL);
}

class DeadlyCalls : public SystemCalls
{
public:
    explicit DeadlyCalls(FileSystem fileSystem)
        : m_isPlain(fileSystem == FileSystem::Plain)
    {}

    int openat(int directory, const char *path, int flags, mode_t mode) override
    {
        if ((flags & O_CREAT) != 0)
            count();
        return SystemCalls::openat(directory, path, flags, mode);
    }
    ssize_t pwrite(int fd, const void *buffer, size_t size, off_t offset) override
    {
        count();
        return SystemCalls::pwrite(fd, buffer, size, offset);
    }
    int ftruncate(int fd, off_t size) override
    {
        count();
        return SystemCalls::ftruncate(fd, size);
    }
    int fchownat(int directory, const char *path, uid_t owner, gid_t group, int flags) override
    {
        count();
        return SystemCalls::fchownat(directory, path, owner, group, flags);
    }
    int symlinkat(const char *target, int directory, const char *path) override
    {
        count();
        return SystemCalls::symlinkat(target, directory, path);
    }
    int linkat(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, int flags) override
    {
        count();
        return SystemCalls::linkat(oldDirectory, oldPath, newDirectory, newPath, flags);
    }
    int mkdirat(int directory, const char *path, mode_t mode) override
    {
        count();
        return SystemCalls::mkdirat(directory, path, mode);
    }
    int unlinkat(int directory, const char *path, int flags) override
    {
        count();
        return SystemCalls::unlinkat(directory, path, flags);
    }
    int renameat2(int oldDirectory, const char *oldPath, int newDirectory, const char *newPath, unsigned flags) override
    {
        if (m_isPlain && flags != 0) {
            errno = EINVAL;
            return -1;
        }
        count();
        return SystemCalls::renameat2(oldDirectory, oldPath, newDirectory, newPath, flags);
    }

private:
    bool m_isPlain;
};

int openDeadly(const char *path, int flags, int mode)
{
    if ((flags & O_CREAT) != 0)
        count();
    return ::open(path, flags, mode);
}

ssize_t pwriteDeadly(int fd, const void *buffer, size_t size, off_t offset)
{
    count();
    return ::pwrite(fd, buffer, size, offset);
}

ssize_t writeDeadly(int fd, const void *buffer, size_t size)
{
    count();
    return ::write(fd, buffer, size);
}

int ftruncateDeadly(int fd, off_t size)
{
    count();
    return ::ftruncate(fd, size);
}

int unlinkDeadly(const char *path)
{
    count();
    return ::unlink(path);
}

/// SQLite has its own table of system calls: https://www.sqlite.org/c3ref/vfs.html
void makeSqliteDeadly()
{
    auto *vfs = ::sqlite3_vfs_find(nullptr);
    const auto replace = [vfs](const char *name, auto call) {
        vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(call));
    };
    replace("open", openDeadly);
    replace("pwrite", pwriteDeadly);
    replace("pwrite64", pwriteDeadly);
    replace("write", writeDeadly);
    replace("ftruncate", ftruncateDeadly);
    replace("unlink", unlinkDeadly);
}

} // namespace

End runAndKill(int nth, FileSystem fileSystem, const std::function<bool()> &act)
{
    const pid_t child = ::fork();
    if (child == 0) {
        callsLeft = nth;
        DeadlyCalls calls(fileSystem);
        const ScopedSystemCalls scope(calls);
        makeSqliteDeadly();
        ::_exit(act() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        return End::Killed;
    return WEXITSTATUS(status) == 0 ? End::Done : End::Failed;
}

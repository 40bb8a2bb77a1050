// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "floors.h"

#include <cstdio>
#include <string>

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

struct State
{
    std::string path;
    std::string beside;
    std::string inside; ///< the file in the directory of the mkdir kind, by either of its names
    std::string text;
    int fd = -1;
};

int must(int result, const char *call)
{
    if (result < 0)
        abortBenchmark(call);
    return result;
}

void statPath(const State &s, int flags = 0)
{
    struct stat status;
    static_cast<void>(::fstatat(AT_FDCWD, s.path.c_str(), &status, flags));
}

void statOpenFile(const State &s)
{
    struct stat status;
    must(::fstat(s.fd, &status), "fstat");
}

/// No FIFO is opened; the lock is on the file that the path names; other data is not overwritten.
void acquireFlock(State &s)
{
    statPath(s);
    s.fd = must(::open(s.path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666), "open");
    statOpenFile(s);
    must(::flock(s.fd, LOCK_EX | LOCK_NB), "flock");
    statPath(s);
}

void acquireZc(State &s)
{
    acquireFlock(s);
    char first = 0;
    must(static_cast<int>(::pread(s.fd, &first, 1, 0)), "pread");
    must(static_cast<int>(::pwrite(s.fd, s.text.data(), s.text.size(), 0)), "pwrite");
    must(::ftruncate(s.fd, static_cast<off_t>(s.text.size())), "ftruncate");
}

/// A lost lock is reported, and its successor is not removed.
void releaseFlock(State &s)
{
    statPath(s);
    ::flock(s.fd, LOCK_UN);
    ::close(s.fd);
}

void acquireFcntl(State &s)
{
    statPath(s);
    s.fd = must(::open(s.path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666), "open");
    statOpenFile(s);
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    must(::fcntl(s.fd, F_OFD_SETLK, &whole), "fcntl");
    statPath(s);
}

void releaseFcntl(State &s)
{
    statPath(s, AT_SYMLINK_NOFOLLOW);
    ::unlink(s.path.c_str());
    struct flock whole = {};
    whole.l_type = F_UNLCK;
    ::fcntl(s.fd, F_OFD_SETLK, &whole);
    ::close(s.fd);
}

/// No waiter leaves a file; only our own marker is removed, identified by an inode that is kept open.
void acquireLink(State &s)
{
    statPath(s, AT_SYMLINK_NOFOLLOW);
    s.fd = must(::open(s.beside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666), "open");
    must(::link(s.beside.c_str(), s.path.c_str()), "link");
    statOpenFile(s);
}

void releaseLink(State &s)
{
    statPath(s, AT_SYMLINK_NOFOLLOW);
    ::unlink(s.path.c_str());
    ::unlink(s.beside.c_str());
    ::close(s.fd);
}

void acquireSymlink(State &s)
{
    must(::symlink(s.text.c_str(), s.path.c_str()), "symlink");
}

void releaseSymlink(State &s)
{
    char target[256];
    must(static_cast<int>(::readlink(s.path.c_str(), target, sizeof target)), "readlink");
    ::unlink(s.path.c_str());
}

/// The directory is never visible without its owner.
void acquireMkdir(State &s)
{
    statPath(s, AT_SYMLINK_NOFOLLOW);
    must(::mkdir(s.beside.c_str(), 0777), "mkdir");
    s.fd = must(::open((s.beside + s.inside).c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666), "open");
    statOpenFile(s);
    must(::renameat2(AT_FDCWD, s.beside.c_str(), AT_FDCWD, s.path.c_str(), RENAME_NOREPLACE), "renameat2");
}

void releaseMkdir(State &s)
{
    struct stat status;
    must(::fstatat(AT_FDCWD, (s.path + s.inside).c_str(), &status, AT_SYMLINK_NOFOLLOW), "fstatat");
    must(::renameat2(AT_FDCWD, s.path.c_str(), AT_FDCWD, s.beside.c_str(), RENAME_NOREPLACE), "renameat2");
    ::unlink((s.beside + s.inside).c_str());
    ::rmdir(s.beside.c_str());
    ::close(s.fd);
}

/// The file is never visible without its content.
void acquireText(State &s)
{
    statPath(s, AT_SYMLINK_NOFOLLOW);
    s.fd = must(::open(s.beside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644), "open");
    must(static_cast<int>(::pwrite(s.fd, s.text.data(), s.text.size(), 0)), "pwrite");
    must(::renameat2(AT_FDCWD, s.beside.c_str(), AT_FDCWD, s.path.c_str(), RENAME_NOREPLACE), "renameat2");
    statOpenFile(s);
}

void releaseText(State &s)
{
    statPath(s, AT_SYMLINK_NOFOLLOW);
    ::unlink(s.path.c_str());
    ::close(s.fd);
}

using Step = void (*)(State &);

class Promises : public Contender
{
public:
    Promises(State state, Step take, Step give)
        : m_state(std::move(state))
        , m_take(take)
        , m_give(give)
    {}
    void acquire() override { m_take(m_state); }
    void release() override { m_give(m_state); }

private:
    State m_state;
    Step m_take;
    Step m_give;
};

struct KindPromises
{
    std::string_view kind;
    Step acquire;
    Step release;
    const char *text = "";
};

constexpr const char *UniqueName = "host-1a2b3c4d.12345-1234567890123456789";

constexpr KindPromises All[] = {
    {"zc", acquireZc, releaseFlock, " 12345\n"},
    {"zc-simple", acquireFlock, releaseFlock},
    {"fcntl", acquireFcntl, releaseFcntl},
    {"link", acquireLink, releaseLink},
    {"symlink", acquireSymlink, releaseSymlink, UniqueName},
    {"mkdir", acquireMkdir, releaseMkdir},
    {"pid", acquireText, releaseText, "12345\n"},
    {"openlock", acquireText, releaseText, "12345\nbench\n"},
};

} // namespace

MakeContender promisesContender(std::string_view kind)
{
    for (const auto &one : All) {
        if (one.kind != kind)
            continue;
        return [one](const std::filesystem::path &path) {
            return std::make_unique<Promises>(State{.path = path,
                                                    .beside = path.native() + UniqueName,
                                                    .inside = "/host.-1a2b3c4d1234",
                                                    .text = one.text},
                                              one.acquire, one.release);
        };
    }
    return {};
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "floors.h"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace {

constexpr mode_t Mode = 0666;

struct State
{
    std::string path;
    std::string beside; ///< the second name that some kinds need
    std::string text;
    int fd = -1;
    sqlite3 *database = nullptr;
    int inotify = -1; ///< stays open: closing one waits for an RCU grace period, which takes milliseconds
};

int orGiveUp(int result, const char *call)
{
    if (result < 0)
        abortBenchmark(call);
    return result;
}

void writeText(int fd, const State &s)
{
    orGiveUp(::pwrite(fd, s.text.data(), s.text.size(), 0) < 0 ? -1 : 0, "pwrite");
}

void acquireFlock(State &s)
{
    s.fd = orGiveUp(::open(s.path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, Mode), "open");
    orGiveUp(::flock(s.fd, LOCK_EX), "flock");
}

void releaseFlock(State &s)
{
    ::flock(s.fd, LOCK_UN);
    ::close(s.fd);
}

void acquireZc(State &s)
{
    acquireFlock(s);
    writeText(s.fd, s);
    orGiveUp(::ftruncate(s.fd, static_cast<off_t>(s.text.size())), "ftruncate");
}

/// Retries if the holder removed the file in the meantime. (With a third process the inode would have to be compared
/// too.)
void acquireFcntl(State &s)
{
    struct stat status;
    struct flock whole = {};
    whole.l_type = F_WRLCK;
    while (true) {
        s.fd = orGiveUp(::open(s.path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, Mode), "open");
        orGiveUp(::fcntl(s.fd, F_OFD_SETLKW, &whole), "fcntl");
        if (::stat(s.path.c_str(), &status) == 0)
            return;
        ::close(s.fd);
    }
}

void releaseFcntl(State &s)
{
    ::unlink(s.path.c_str());
    ::close(s.fd);
}

void acquireLink(State &s)
{
    ::close(orGiveUp(::open(s.beside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, Mode), "open"));
    orGiveUp(::link(s.beside.c_str(), s.path.c_str()), "link");
}

void releaseLink(State &s)
{
    ::unlink(s.beside.c_str());
    ::unlink(s.path.c_str());
}

void acquireSymlink(State &s)
{
    orGiveUp(::symlink(s.text.c_str(), s.path.c_str()), "symlink");
}

void removePath(State &s)
{
    ::unlink(s.path.c_str());
}

void acquireMkdir(State &s)
{
    orGiveUp(::mkdir(s.path.c_str(), 0777), "mkdir");
    ::close(orGiveUp(::open(s.beside.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, Mode), "open"));
}

void releaseMkdir(State &s)
{
    ::unlink(s.beside.c_str());
    ::rmdir(s.path.c_str());
}

void acquirePid(State &s)
{
    const int fd = orGiveUp(::open(s.path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644), "open");
    writeText(fd, s);
    ::close(fd);
}

void acquireOpenlock(State &s)
{
    const int fd = orGiveUp(::open(s.beside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, Mode), "open");
    writeText(fd, s);
    ::close(fd);
    orGiveUp(::link(s.beside.c_str(), s.path.c_str()), "link");
    ::unlink(s.beside.c_str());
    // The owner reads the file again: a slower breaker may have replaced it.
    std::array<char, 64> text;
    const int again = orGiveUp(::open(s.path.c_str(), O_RDONLY | O_CLOEXEC), "open");
    orGiveUp(::read(again, text.data(), text.size()) < 0 ? -1 : 0, "read");
    ::close(again);
}

void sql(State &s, const char *statement)
{
    if (::sqlite3_exec(s.database, statement, nullptr, nullptr, nullptr) != SQLITE_OK)
        abortBenchmark(::sqlite3_errmsg(s.database));
}

/// Not system calls, but the minimum for this kind. The database stays open, as in the original.
void acquireSqlite(State &s)
{
    if (!s.database) {
        if (::sqlite3_open(s.path.c_str(), &s.database) != SQLITE_OK)
            abortBenchmark("sqlite3_open");
        // As Lockscope opens it, plus one unique index, which allows one statement to check and insert.
        sql(s, "pragma journal_mode = wal; pragma synchronous = normal;"
               "create table if not exists locks(lock_file varchar(32), unique_name varchar(32));"
               "create unique index if not exists one on locks(lock_file)");
    }
    sql(s, "insert or ignore into locks values('app.lock', 'host-1234.5678-90')");
}

void releaseSqlite(State &s)
{
    sql(s, "delete from locks where lock_file = 'app.lock' and unique_name = 'host-1234.5678-90'");
}

/// The watch descriptor; negative if there is no such file.
int watch(State &s, std::uint32_t events)
{
    if (s.inotify < 0)
        s.inotify = orGiveUp(::inotify_init1(IN_CLOEXEC), "inotify_init1");
    return ::inotify_add_watch(s.inotify, s.path.c_str(), events);
}

void awaitEvent(const State &s)
{
    alignas(inotify_event) std::array<char, 4096> events;
    orGiveUp(::read(s.inotify, events.data(), events.size()) < 0 ? -1 : 0, "read");
}

void acquireMarkerByInotify(State &s)
{
    const auto take = [&s] {
        const int fd = ::open(s.path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, Mode);
        return fd >= 0 && ::close(fd) == 0;
    };
    while (!take()) {
        // Removing a name changes the link count, which is reported before the deletion of the inode.
        const int added = watch(s, IN_ATTRIB | IN_DELETE_SELF);
        if (take())
            break;
        if (added >= 0)
            awaitEvent(s);
    }
}

void acquireFlockByInotify(State &s)
{
    s.fd = orGiveUp(::open(s.path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, Mode), "open");
    if (::flock(s.fd, LOCK_EX | LOCK_NB) == 0)
        return;
    const int added = orGiveUp(watch(s, IN_CLOSE), "inotify_add_watch");
    // The holder unlocks before it closes, so at the event the lock is free.
    while (::flock(s.fd, LOCK_EX | LOCK_NB) != 0)
        awaitEvent(s);
    ::inotify_rm_watch(s.inotify, added);
}

using Step = void (*)(State &);

class Floor : public Contender
{
public:
    Floor(State state, Step take, Step give)
        : m_state(std::move(state))
        , m_take(take)
        , m_give(give)
    {}
    ~Floor() override { ::sqlite3_close(m_state.database); }
    void acquire() override { m_take(m_state); }
    void release() override { m_give(m_state); }

private:
    State m_state;
    Step m_take;
    Step m_give;
};

MakeContender floorOf(Step acquire, Step release, const char *beside, const char *text)
{
    return [=](const std::filesystem::path &path) {
        return std::make_unique<Floor>(State{.path = path, .beside = path.native() + beside, .text = text}, acquire,
                                       release);
    };
}

struct KindFloor
{
    std::string_view kind;
    Step acquire;
    Step release;
    const char *beside = "";
    const char *text = "";
};

/// As long as pylockfile's: file systems store short and long link targets differently.
constexpr const char *UniqueName = "host-1a2b3c4d.12345-1234567890123456789";

constexpr KindFloor Floors[] = {
    {"zc", acquireZc, releaseFlock, "", " 12345\n"},
    {"zc-simple", acquireFlock, releaseFlock},
    {"fcntl", acquireFcntl, releaseFcntl},
    {"link", acquireLink, releaseLink, UniqueName},
    {"symlink", acquireSymlink, removePath, "", UniqueName},
    {"mkdir", acquireMkdir, releaseMkdir, "/host.-1234"},
    {"pid", acquirePid, removePath, "", "12345\n"},
    {"openlock", acquireOpenlock, removePath, ".new", "12345\nbench\n"},
    {"sqlite", acquireSqlite, releaseSqlite},
};

} // namespace

MakeContender floorContender(std::string_view kind)
{
    for (const auto &floor : Floors) {
        if (floor.kind == kind)
            return floorOf(floor.acquire, floor.release, floor.beside, floor.text);
    }
    return {};
}

MakeContender inotifyMarkerFloor()
{
    return floorOf(acquireMarkerByInotify, removePath, "", "");
}

MakeContender inotifyFlockFloor()
{
    return floorOf(acquireFlockByInotify, releaseFlock, "", "");
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The lock kinds of Python's pylockfile, and locked(), which runs a callable while holding a lock.

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>
#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace Lockscope {

/// Base class of the kinds of Python's pylockfile 0.12 that lock a path by a marker next to it: the lock of `README` is
/// `README.lock`, and the marker records host, thread and process of its owner.
///
///     LinkLockFile lock("/srv/app/README"); // the lock is /srv/app/README.lock
///     if (const auto acquired = lock.acquire(5s); !acquired)
///         qWarning() << acquired.error().message();
///
/// As in the original, a lock belongs to the thread that created the object or, if it is not threaded, to the process.
/// All objects of that thread or process with the same kind and path hold it together: isHeldByMe() is true for each,
/// and acquire() succeeds at once. Acquisitions are not counted: the first release() releases the lock. A lock that was
/// not released explicitly is released when the last object that acquired it is destroyed.
class LOCKSCOPE_EXPORT PyLockFile : public MarkerLockFile
{
public:
    /// The options of every kind of pylockfile but PidLockFile.
    struct Options
    {
        /// True: the lock belongs to the thread, and the marker records the thread ID. False: it belongs to the
        /// process.
        bool threaded = true;
        Timeout timeout = {}; ///< the timeout of acquire() without one; absent: waits indefinitely
    };

    ~PyLockFile() override;

    /// The protected path as passed to the constructor. It need not exist and is never accessed.
    const std::filesystem::path &protectedPath() const { return m_protectedPath; }

protected:
    PyLockFile(std::filesystem::path protectedPath, const Options &options, std::filesystem::path database = {});

    Reacquire reacquire() const override { return Reacquire::Kept; }
    bool reportsForeignLocks() const override { return true; }
    Holder holder() const override { return m_isThreaded ? Holder::Thread : Holder::Process; }
    bool joinsByAcquiring() const override { return true; }
    /// A unique name for a marker of this object: `HOST-THREAD.PID-NUMBER`, as pylockfile creates and parses it. In
    /// pylockfile NUMBER is a signed hash; only a negative one, with its minus sign, separates it from the PID.
    std::string uniqueName() const;
    /// The same without the hash, for the kind mkdir. In pylockfile, the thread ID in `HOST.-THREADPID` has as few
    /// digits as needed and runs into the PID; this library always writes eight digits.
    std::string entryName() const;

private:
    std::filesystem::path m_protectedPath;
    bool m_isThreaded;
};

/// The lock of pylockfile's LinkLockFile: a hard link to an empty file next to it, whose unique name contains host,
/// thread and process. The lock of `README` is held while `README.lock` exists, and belongs to this object while it is
/// the inode of the unique file.
///
/// Works over NFS too: a link that was created counts even if the reply was lost. Requires a file system with hard
/// links: on FAT and some FUSE file systems acquire() fails; use MkdirLockFile there.
class LOCKSCOPE_EXPORT LinkLockFile : public PyLockFile
{
public:
    explicit LinkLockFile(PathArgument protectedPath, const Options &options = {});
    ~LinkLockFile() override;

    std::string_view kind() const override { return "link"; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    void cleanUp() override;
    std::optional<Claim> readClaim() const override;

private:
    Result<bool> link() const;
};

/// The alternative name that pylockfile has for it.
using LinkFileLock = LinkLockFile;

/// Creates the default lock of pylockfile, whose LockFile is LinkLockFile on Unix.
LOCKSCOPE_EXPORT std::unique_ptr<LockFile> defaultLock(std::filesystem::path protectedPath);

/// The lock of pylockfile's MkdirLockFile: a directory with one empty file in it, whose name contains host, thread and
/// process. The lock is held while the directory exists. Works on every file system, because creating a directory is
/// always atomic.
///
/// release() moves the directory away before it checks and empties it. If the lock was broken by force and acquired
/// again between its two calls, the new lock is restored at once, but a third process may acquire it in that moment.
class LOCKSCOPE_EXPORT MkdirLockFile : public PyLockFile
{
public:
    explicit MkdirLockFile(PathArgument protectedPath, const Options &options = {});
    ~MkdirLockFile() override;

    std::string_view kind() const override { return "mkdir"; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    std::optional<Claim> readClaim() const override;
};

/// The alternative name that pylockfile has for it.
using MkdirFileLock = MkdirLockFile;

/// The lock of pylockfile's SymlinkLockFile: a symbolic link to a unique name that does not exist, which contains host,
/// thread and process. The lock is held while the link exists. The fastest of the marker kinds.
class LOCKSCOPE_EXPORT SymlinkLockFile : public PyLockFile
{
public:
    explicit SymlinkLockFile(PathArgument protectedPath, const Options &options = {});
    ~SymlinkLockFile() override;

    std::string_view kind() const override { return "symlink"; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    std::optional<Claim> readClaim() const override;

private:
    Result<std::string> readTarget(LockErrc code) const;
};

/// The lock of pylockfile's SQLiteLockFile: a row in a table of a SQLite database, with the path of the lock and the
/// unique name of its owner. The lock is held while the row exists.
///
/// The original uses a new temporary database in each process, and so excludes only threads. Processes exclude each
/// other if all use one database (in Python: `SQLiteLockFile.testdb = FILE` before creating the first object). A unique
/// index permits only one row per lock: a Python peer that locks at the same moment gets sqlite3.IntegrityError and has
/// to retry; without the index both would believe that they hold the lock.
///
/// The database uses write-ahead logging if it is on a local file system: after a crash of the program or the machine
/// the database is intact, with or without the last row, and a row whose owner has exited can be broken.
///
/// Fork: a child opens the database again and does not use the connection of its parent, as SQLite requires.
class LOCKSCOPE_EXPORT SqliteLockFile : public PyLockFile
{
public:
    /// acquire() returns InvalidOption if the database is empty.
    SqliteLockFile(PathArgument protectedPath, PathArgument database, const Options &options = {});
    ~SqliteLockFile() override;

    std::string_view kind() const override { return "sqlite"; }
    const std::filesystem::path &database() const { return m_database; }

protected:
    Result<bool> make() override;
    Result<bool> isMine(LockErrc code) const override;
    Result<void> unmake() override;
    Result<bool> queryLocked() const override;
    std::optional<Claim> readClaim() const override;
    WaitTarget awaited() const override;
    BreakMethod breakManner() const override { return BreakMethod::Row; }
    std::optional<Row> row() const override;

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::filesystem::path m_database;
    std::unique_ptr<Private> d;
};

/// The alternative name that pylockfile has for it.
using SQLiteFileLock = SqliteLockFile;

/// The lock of pylockfile's PIDLockFile: a file at the given path itself (`.lock` is not appended), which contains the
/// PID of the holder and a line break, with mode 0644 less umask. The lock is held while the file exists. Unlike in the
/// original, acquire() without a timeout waits. acquire() fails at once if the existing file cannot be a PID file: a
/// directory, a device, a file of more than 64 KiB or one on which a program holds a kernel lock.
///
/// As in the original, the lock belongs to the process: isHeldByMe() is true for each of its objects for this path, and
/// each of them can release it. acquire() of a second object fails while the first one holds the lock.
class LOCKSCOPE_EXPORT PidLockFile : public MarkerLockFile
{
public:
    /// The options of a PidLockFile.
    struct Options
    {
        Timeout timeout = {}; ///< the timeout of acquire() without one; absent: waits indefinitely
        /// Not in the original: fail at once if the file contains anything but a PID, instead of waiting until it is
        /// removed.
        bool refuseForeignContent = false;
    };

    explicit PidLockFile(PathArgument path, Timeout timeout = {});
    PidLockFile(PathArgument path, const Options &options);
    ~PidLockFile() override;

    std::string_view kind() const override { return "pid"; }

    /// The PID in the file, whichever process wrote it; absent if there is no file or no PID in it. ReadFailed if the
    /// file cannot be read.
    Result<std::optional<std::int64_t>> readPid() const;

protected:
    Result<bool> make() override;
    bool reportsForeignLocks() const override { return true; }
    Holder holder() const override { return Holder::Process; }
    Reacquire reacquire() const override { return Reacquire::Waits; }
    std::optional<Claim> readClaim() const override;

private:
    Result<bool> isTakenByPid() const;
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

/// A callable that runs while a lock is held. Created by locked().
template <typename Callable>
class Locked
{
public:
    Locked(std::filesystem::path path, Timeout timeout, Callable callable)
        : m_path(std::move(path))
        , m_timeout(timeout)
        , m_callable(std::move(callable))
    {}
    Locked(LockFile &lock, Timeout timeout, Callable callable)
        : m_lock(&lock)
        , m_timeout(timeout)
        , m_callable(std::move(callable))
    {}

    /// Acquires the lock, calls the callable, and releases the lock. Returns the result of the callable, the reason why
    /// it was not called, or the reason why the release failed: NotMyLock or NotLocked mean that the lock was lost
    /// while the callable ran, so that another process may have worked at the same time. If the callable returns a
    /// Result, that Result is returned.
    template <typename... Arguments>
    auto operator()(Arguments &&...arguments)
    {
        using Returned = std::invoke_result_t<Callable &, Arguments...>;
        static_assert(!std::is_reference_v<Returned>, "what is returned must not refer to what the lock protects");
        using Answer = typename AnswerOf<Returned>::Type;
        return call<Answer>([&]() -> Answer {
            if constexpr (std::is_void_v<Returned>) {
                std::invoke(m_callable, std::forward<Arguments>(arguments)...);
                return {};
            } else {
                return std::invoke(m_callable, std::forward<Arguments>(arguments)...);
            }
        });
    }

private:
    template <typename T>
    struct AnswerOf
    {
        using Type = Result<T>;
    };
    template <typename T>
    struct AnswerOf<Result<T>>
    {
        using Type = Result<T>;
    };

    template <typename Answer, typename Function>
    Answer call(const Function &function)
    {
        if (m_lock)
            return callWith<Answer>(*m_lock, function);
        const auto lock = defaultLock(m_path);
        return callWith<Answer>(*lock, function);
    }

    template <typename Answer, typename Function>
    Answer callWith(LockFile &lock, const Function &function)
    {
        if (auto acquired = lock.acquire(m_timeout); !acquired)
            return acquired.error();
        std::unique_lock guard(lock, std::adopt_lock); // releases the lock if the callable throws
        Answer answer = function();
        guard.release();
        if (auto released = lock.release(); !released)
            return released.error();
        return answer;
    }

    std::filesystem::path m_path;
    LockFile *m_lock = nullptr; ///< null: a new lock on the path for each call
    Timeout m_timeout;
    Callable m_callable;
};

/// Wraps a callable so that it runs with a lock held, like the decorator of pylockfile:
///
///     auto save = locked("/srv/app/data", 5s, [](const Data &data) { return write(data); });
///     if (Result<int> bytes = save(data); !bytes)
///         qWarning() << bytes.error().message();
///
/// Each call acquires the default lock of the path (see defaultLock()), calls the callable, and releases the lock. The
/// timeout limits the wait for the lock: std::nullopt waits indefinitely, zero or a negative value tries once. The lock
/// is also released if the callable throws; the exception is passed on, and an error of the release is only logged. The
/// call returns a Result with the value of the callable, which must not be a reference.
///
/// Copies may be called in several threads at once; they exclude each other. Acquisitions are not counted, as in
/// pylockfile: a nested call from inside the callable succeeds and releases the lock, so that the outer call returns
/// NotLocked. The call blocks while it waits: use AsyncLock in programs with an event loop. A forked child starts
/// without the lock.
template <typename Callable>
auto locked(PathArgument path, Timeout timeout, Callable &&callable)
{
    return Locked<std::decay_t<Callable>>(std::move(path), timeout, std::forward<Callable>(callable));
}

/// The same with any lock, which must outlive the returned object. Must be called in one thread at a time.
template <typename Callable>
auto locked(LockFile &lock, Timeout timeout, Callable &&callable)
{
    return Locked<std::decay_t<Callable>>(lock, timeout, std::forward<Callable>(callable));
}

} // namespace Lockscope

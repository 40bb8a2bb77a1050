// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Real processes that hold locks, and stale locks.

#include <lockscope/lockkinds.h>
#include <lockscope/path.h>

#include <QByteArray>
#include <QMetaType>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope::Test {

namespace Internal {
/// The path of the program that runs as the other process.
void setActor(const char *program);
#ifdef LOCKSCOPE_TEST_ACTOR
inline const bool HasActor = (setActor(LOCKSCOPE_TEST_ACTOR), true);
#endif
} // namespace Internal

/// The ID of a kind, as a column of test data.
class Kind
{
public:
    Kind() = default;
    Kind(const char *id)
        : m_id(id)
    {}
    Kind(std::string_view id)
        : m_id(id)
    {}

    operator std::string_view() const { return m_id; }
    const std::string &id() const { return m_id; }

private:
    std::string m_id;
};

/// Adds a column `kind` and a row for each kind that makeLock() can create.
void addRowsForEachKind();

/// The options that the kind needs: for sqlite, the database `locks.db` beside the path.
KindOptions optionsFor(const Kind &kind, const std::filesystem::path &path);
/// The lock of a path: with `.lock` appended by the kinds that do so.
std::filesystem::path lockPath(const Kind &kind, const std::filesystem::path &path);

/// The owner that a lock records.
struct Owner
{
    std::int64_t pid = 0;
    std::string hostname = {}; ///< empty: this host
    std::string name = {};     ///< of the program, for kinds that record it
};

/// An owner on this host whose process has exited.
Owner endedOwner();

/// A lock that no process holds: its holder crashed, or leave() wrote it.
class Left
{
public:
    Left(std::filesystem::path path, Owner owner)
        : m_path(std::move(path))
        , m_owner(std::move(owner))
    {}

    const std::filesystem::path &path() const { return m_path; }
    const Owner &owner() const { return m_owner; }
    std::int64_t pid() const { return m_owner.pid; }
    /// Cuts the content of the file off after this number of lines; 0: leaves it empty.
    const Left &cutAfter(int lines) const;

private:
    std::filesystem::path m_path;
    Owner m_owner;
};

/// Writes the lock that the kind would write for this owner, without a process.
///
///     Test::leave("link", directory / "doc", {.pid = 4242, .hostname = "elsewhere"});
Left leave(const Kind &kind, const PathArgument &path, const Owner &owner);

/// Another process that holds a lock. The constructor returns when the process holds it, and fails the test if it does
/// not acquire it. The destructor ends the process, which then no longer holds the lock; a marker stays.
///
///     Test::Holder other("zc", directory / "doc");
class Holder
{
public:
    Holder(const Kind &kind, const PathArgument &path);
    ~Holder();
    Holder(Holder &&) noexcept;
    Holder &operator=(Holder &&) noexcept;

    std::int64_t pid() const;

    /// Releases the lock as a program does.
    void release();
    /// Kills the process. The kernel releases its locks, a marker stays.
    Left crash();
    /// Stops the process with SIGSTOP: it holds the lock and does nothing. Continued by the destructor.
    void stop();
    /// Kills the process and does not wait for it: it is a zombie until this object is destroyed.
    Left zombie();
    /// Hands the lock to a child and exits, as a daemon does: pid() is then that of the child. The kernel's locks
    /// belong to the child; a marker names the process that has exited.
    Holder &forkAndExit();

private:
    class LOCKSCOPE_NO_EXPORT Process;
    Kind m_kind;
    std::filesystem::path m_path;
    std::unique_ptr<Process> m_process;
};

/// What another program does to a lock that is held.
enum class Loss
{
    Removed,   ///< the file is removed
    Replaced,  ///< another file has its name
    Broken,    ///< broken by force with a Breaker, or moved away if the kernel's lock forbids that
    TakenOver, ///< removed, and acquired by another process, which ends with the LockDirectory
    DirectoryMoved,
};
/// Adds a column `loss` and a row for each value.
void addRowsForEachLoss();
void inflict(Loss loss, const Kind &kind, const std::filesystem::path &path);

} // namespace Lockscope::Test

Q_DECLARE_METATYPE(Lockscope::Test::Kind)
Q_DECLARE_METATYPE(Lockscope::Test::Loss)

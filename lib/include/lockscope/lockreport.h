// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The result of an inspection: LockReport.

#include <lockscope/claim.h>
#include <lockscope/inode.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>
#include <lockscope/processfacts.h>
#include <lockscope/time.h>
#include <lockscope/verdict.h>

#include <QObject>
#include <QString>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// A format that matches a lock file, and how certain the match is.
struct FormatMatch
{
    std::string id;        ///< e.g. `zc`, see lockscopectl kinds
    double confidence = 0; ///< 0 to 1
    Phrase reason;         ///< why it matches

    bool operator==(const FormatMatch &) const = default;
};

/// An error that prevented inspection.
struct ProbeError
{
    std::string code;    ///< symbolic errno, e.g. `EACCES`
    std::string call;    ///< e.g. `openat`
    std::string message; ///< the system's error message

    bool operator==(const ProbeError &) const = default;
};

/// Another host that was asked about the processes that the lock records.
struct AskedHost
{
    std::string host;      ///< its name in the list of hosts
    std::string machineId; ///< empty if it did not answer
    std::string bootId;
    std::chrono::nanoseconds askedAt{}; ///< when the question was sent, on the steady clock of this host
    std::chrono::nanoseconds took{};    ///< until the answer arrived
    std::string error;                  ///< a stable identifier, e.g. `not-reached`; empty if it answered

    bool operator==(const AskedHost &) const = default;
};

/// The result of inspecting one lock: an immutable value that may be passed between threads.
struct LOCKSCOPE_EXPORT LockReport : InodeInfo
{
    Q_GADGET
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)
    Q_PROPERTY(Lockscope::Claim owner MEMBER owner)
    Q_PROPERTY(QString format READ formatText)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(qint64 pid READ pid)
    Q_PROPERTY(QString process READ processText)
    Q_PROPERTY(int waiters READ waiterCount)
    Q_PROPERTY(BreakPermission breakPermission MEMBER breakPermission)

public:
    /// Whether the lock may be broken.
    enum class BreakPermission
    {
        Safe,      ///< the holder is proven to have exited
        WithForce, ///< not proven stale: only for callers who accept the consequence
        Never,     ///< it would do harm, or there is nothing to remove; force does not change that
        Nothing,   ///< nothing exists at the path
    };
    Q_ENUM(BreakPermission)

    std::filesystem::path path; ///< as passed to inspect(); empty for a kernel lock whose path is unknown
    /// If the report is about a row of a lock database, the lock's path in that row; otherwise empty. `path` is then
    /// the database. See Inspector::inspectRows().
    std::filesystem::path row;
    std::optional<InodeKey> inode;
    std::optional<std::chrono::duration<double>> age; ///< time since `modified` at the time of inspection

    std::string content;      ///< the first bytes of a regular file, at most 64 KiB; empty for a row
    bool contentRead = false; ///< false: not a regular file, no permission, or under a lease
    std::string linkTarget;   ///< of a symbolic link

    std::string format = "unrecognised";
    std::vector<FormatMatch> formats; ///< every matching format, most certain first
    Verdict verdict;
    Claim owner;
    std::optional<ProcessFacts> process; ///< the running process that the owner or the holder refers to
    std::vector<KernelLock> kernelLocks;
    std::vector<Evidence> evidence;
    std::vector<AskedHost> asked; ///< see Inspector::setTestimonies()
    std::string token;            ///< of the holder, see LockFile::token(); may be empty
    std::vector<Claim> queue;     ///< the owners that wait for a lock in etcd, in the order in which they get it
    std::optional<FileSystemKind> fileSystem;
    std::vector<std::filesystem::path> companions;
    std::vector<std::string>
        companionLocks;      ///< names of companion files; a kernel lock on one of them means that the lock is held
    std::string breakAction; ///< `unlink`, `none` ...
    std::optional<Message> breakRefused; ///< why breaking is refused; absent if it is permitted
    BreakPermission breakPermission = BreakPermission::Never;
    std::optional<ProbeError> error;

    /// A name that identifies the same lock over time, for models: the path; for a row, the path of the database, a
    /// zero byte and the path of the row; for a lock without a path, the inode.
    std::string key() const;
    /// The key of a lock whose path is unknown.
    static std::string keyOf(const InodeKey &inode);
    /// The number of processes waiting for it.
    std::size_t waiterCount() const;
    /// The processes that the kernel reports as holders, each once. A process with a lease excludes no other process,
    /// and is not one of them.
    std::vector<LockHolder> holders() const;
    /// What a kernel lock on a byte range of the lock means to the programs that use files of its format, a clause:
    /// `RESERVED: prepares to write, others may still read`. Empty if the range has no special meaning.
    Phrase meaningOf(const KernelLock &lock) const;

    QString pathText() const;
    QString formatText() const;
    /// The PID of `process`; 0 if it is absent.
    qint64 pid() const { return process ? process->pid : 0; }
    /// The name of `process`; empty if it is absent.
    QString processText() const;

    bool operator==(const LockReport &) const = default;
};

/// For logs, and for Qt Test: path, verdict, format and owner in words.
LOCKSCOPE_EXPORT QDebug operator<<(QDebug debug, const LockReport &report);
LOCKSCOPE_EXPORT char *toString(const LockReport &report);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockReport)

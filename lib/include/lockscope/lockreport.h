// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>
#include <lockscope/evidence.h>
#include <lockscope/filesystemkind.h>
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

/// One way to read a lock file, with how sure it is.
struct FormatMatch
{
    std::string id;        ///< e.g. `zc`, see lockscopectl kinds
    double confidence = 0; ///< 0 to 1
    Phrase reason;         ///< why it matches

    bool operator==(const FormatMatch &) const = default;
};

/// Why something could not be looked at.
struct LookError
{
    std::string code;    ///< symbolic errno, e.g. `EACCES`
    std::string call;    ///< e.g. `openat`
    std::string message; ///< the system's words

    bool operator==(const LookError &) const = default;
};

/// Everything that one look at one lock found: an immutable value, safe to hand between threads.
struct LOCKSCOPE_EXPORT LockReport
{
    Q_GADGET
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)
    Q_PROPERTY(Lockscope::Claim owner MEMBER owner)
    Q_PROPERTY(QString format READ formatText)
    Q_PROPERTY(QString path READ pathText)

public:
    /// What kind of inode the path names; links are not followed.
    enum class InodeType
    {
        None, ///< no inode was seen
        Regular,
        Directory,
        Symlink,
        Fifo,
        Socket,
        CharacterDevice,
        BlockDevice,
    };
    Q_ENUM(InodeType)

    std::filesystem::path path; ///< as asked; empty for a kernel lock whose path cannot be known
    /// The lock's path in the database that path names, where the report is of one of its rows; otherwise empty. See
    /// Inspector::inspectRows().
    std::filesystem::path row;
    std::optional<InodeKey> inode;
    InodeType inodeType = InodeType::None;
    std::uint64_t size = 0;
    std::uint32_t mode = 0; ///< permission bits
    std::uint32_t links = 0;
    std::optional<std::int64_t> ownerUid;
    std::optional<WallTime> created;
    std::optional<WallTime> modified;
    std::optional<WallTime> changed;                  ///< ctime
    std::optional<std::chrono::duration<double>> age; ///< since modified, at the moment of the look

    std::string content;      ///< the first bytes of a regular file, at most 64 KiB; empty for a row
    bool contentRead = false; ///< false: not a regular file, refused, or under a lease
    std::string linkTarget;   ///< of a symbolic link

    std::string format = "unrecognised";
    std::vector<FormatMatch> formats; ///< every reading that fits, surest first
    Verdict verdict;
    Claim owner;
    std::optional<ProcessFacts> process; ///< the live process behind it
    std::vector<KernelLock> kernelLocks;
    std::vector<Evidence> evidence;
    std::optional<FileSystemKind> fileSystem;
    std::vector<std::filesystem::path> companions;
    std::vector<std::string> guards; ///< names of files beside it: a kernel lock on one of them means that it is held
    std::string breakAction;         ///< `unlink`, `none` ...
    std::optional<Message> breakRefused; ///< why breaking is refused; absent if it is not
    bool breakForbidden = false;         ///< breaking it is wrong whatever its holder does: force changes nothing
    std::optional<LookError> error;

    /// A name that stays the same for the same lock over time, for models: the path, with that of the row behind a zero
    /// byte where the report is of one, or the inode where there is no path.
    std::string key() const;
    /// How many processes wait for it.
    std::size_t waiterCount() const;
    /// Processes that the kernel names as holders, each once.
    std::vector<LockHolder> holders() const;
    /// What a kernel lock on the lock's bytes means to the programs that use files of its format, a clause: `RESERVED:
    /// prepares to write, others may still read`. Empty where the range means nothing beyond itself.
    Phrase meaningOf(const KernelLock &lock) const;

    QString pathText() const;
    QString formatText() const;

    bool operator==(const LockReport &) const = default;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockReport)

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>
#include <lockscope/path.h>
#include <lockscope/result.h>

#include <QDateTime>
#include <QObject>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace Lockscope {

/// Who has a document open, as far as its lock records it. The texts are untrusted: they may contain any characters.
struct LOCKSCOPE_EXPORT DocumentOwner
{
    Q_GADGET
    Q_PROPERTY(QString user MEMBER user)
    Q_PROPERTY(QString program MEMBER program)
    Q_PROPERTY(QString host MEMBER host)
    Q_PROPERTY(qint64 pid READ pidOrZero)
    Q_PROPERTY(QDateTime since READ sinceTime)
    Q_PROPERTY(Lockscope::LockReport report MEMBER report)

public:
    QString user;    ///< the full name or, if none is recorded, the login name
    QString program; ///< `kate`, `LibreOffice`, `Microsoft Office`
    QString host;
    std::optional<std::int64_t> pid;
    /// Recorded by LibreOffice and DocumentLock to the minute, in the time zone of the host, and read in the time zone
    /// of this one; otherwise the modification time of the lock file.
    std::optional<WallTime> since;
    LockReport report; ///< the inspection of the lock file: state, evidence, and whether it may be broken

    /// What the lock in this report records, for instance in the report of AsyncLock::refused().
    static DocumentOwner of(const LockReport &report);

    qint64 pidOrZero() const { return pid.value_or(0); }
    /// In the local time zone; invalid if it is not known.
    QDateTime sinceTime() const;

    bool operator==(const DocumentOwner &) const = default;
};

/// The lock that an editor holds while a document is open for writing, so that two people do not edit it at the same
/// time.
///
///     DocumentLock lock("/home/jane/report.odt");
///     if (const auto acquired = lock.acquire(); acquired)
///         editDocument();
///     else if (acquired.error().code == LockErrc::AlreadyLocked)
///         openReadOnly(lock.owner());
///     else
///         qWarning() << acquired.error();
///
/// The lock is the file `.~lock.NAME#` beside the document, in the format of LibreOffice, so both programs respect each
/// other: LibreOffice reports the document as locked by this user (to the same user: "by yourself on a different
/// system"), and acquire() reports who has it open in LibreOffice. In the field for LibreOffice's user profile, the
/// file records the name of this program, its PID and the boot ID. The holder also has an flock on the file, so that
/// the kernel proves that the lock is held. Source of the format: LibreOffice 7.4, svl/source/misc/lockfilecommon.cxx
/// and documentlockfile.cxx.
///
/// acquire() also respects the owner file of Microsoft Office (`~$NAME`; Word leaves out the first characters of a long
/// name) and the lock file `NAME.lock` of a QLockFile or of another lock that is proven or presumed to be held. These
/// programs respect only their own files. A lock that is proven stale, for instance because its process was killed, is
/// broken and can be restored, see Breaker. Locks that LibreOffice and Microsoft Office left after a crash record no
/// process and cannot be proven stale: acquire() returns AlreadyLocked, and the user decides.
///
/// breakLock() and breakStaleLock() break the lock file of LibreOffice's form only. To break the lock that owner()
/// reports, which may be the file of another program, pass its report to Breaker::plan().
///
/// Without a timeout, acquire() tries once. AlreadyLocked has the path of the file that locks the document, and the
/// recorded owner as its claim. The document need not exist; its directory must be writable, otherwise acquire()
/// returns LockFailed.
///
/// For programs with an event loop, AsyncLock acquires it without blocking, passes the report of the lock in
/// AsyncLock::refused(), and reports its loss: LibreOffice overwrites the file if its user chooses to ignore the lock.
///
///     AsyncLock lock([path] { return std::make_unique<DocumentLock>(path); }, path);
///
/// Threads and forks: see LockFile. The constructor follows a symbolic link at the path, as LibreOffice does, and
/// so accesses the file system.
class LOCKSCOPE_EXPORT DocumentLock : public MarkerLockFile
{
public:
    using Owner = DocumentOwner;

    explicit DocumentLock(PathArgument document);
    ~DocumentLock() override;

    /// The ID of the format.
    std::string_view kind() const override { return "libreoffice"; }
    /// As passed to the constructor.
    const std::filesystem::path &document() const;
    /// The lock file that acquire() creates; the same as path().
    const std::filesystem::path &lockPath() const { return path(); }
    /// The lock file of a document. Follows a symbolic link at its path.
    static std::filesystem::path lockPathOf(const PathArgument &document);

    /// Inspects the document's locks and returns who has it open: this object, another program, or nobody. ReadFailed
    /// if the directory cannot be examined. Does not break a stale lock: check `report.verdict`.
    Result<std::optional<Owner>> owner() const;

protected:
    Result<bool> make() override;
    Result<bool> queryLocked() const override;
    std::optional<Claim> readClaim() const override;
    std::filesystem::path obstacle() const override;
    void attemptsEnded() override;
    WaitTarget awaited() const override;

private:
    Result<bool> create();
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::DocumentOwner)

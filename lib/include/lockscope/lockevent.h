// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/processfacts.h>
#include <lockscope/time.h>
#include <lockscope/verdict.h>

#include <QMetaType>
#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A change of one lock, found by comparing two inspections. A value that may be passed between threads.
///
/// Two properties of a lock have events of their own. Its existence begins with `Appeared` and ends with `Removed` or
/// `Broken`. Its being held begins with `Acquired` and ends with `Released` or `Stale`. A marker, which is held because
/// it exists, changes both at once: it is reported as `Appeared` and `Acquired`, and later as `Released` and `Removed`.
/// A lock that is already stale when it appears, for instance in a directory that is mounted again, is reported as
/// `Appeared` and `Stale`. Locks that exist when watching starts are only reported as `Appeared`, with their verdict.
struct LOCKSCOPE_EXPORT LockEvent
{
    Q_GADGET
    Q_PROPERTY(Kind kind MEMBER kind)
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(Lockscope::Verdict::State before MEMBER before)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)
    Q_PROPERTY(Lockscope::Claim owner MEMBER owner)

public:
    enum class Kind
    {
        Appeared, ///< exists now, and did not before; when watching starts, one event for each existing lock
        Acquired, ///< held by a process that did not hold it at the last inspection
        Released, ///< was held, and can be acquired now
        Removed,  ///< no longer exists
        Stale,    ///< the holder is proven to have exited
        Replaced, ///< its name now belongs to another inode
        Waiting,  ///< another process is waiting for it
        Broken,   ///< quarantined by Lockscope; it can be restored
        Changed,  ///< content or metadata changed
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Changed;
    WallTime time;              ///< of the inspection that found the change
    std::filesystem::path path; ///< empty for a kernel lock whose path is unknown
    std::string key;            ///< of the lock, see LockReport::key()
    Verdict::State before = Verdict::State::Absent;
    Verdict verdict;                     ///< after the change
    std::string format;                  ///< see LockReport::format; for a removed lock, its last format
    Claim owner;                         ///< as recorded in the lock; empty for a removed lock
    std::optional<ProcessFacts> process; ///< the running process that the owner or the holder refers to
    std::vector<LockWaiter> waiters;     ///< all processes that are waiting for it now

    QString pathText() const;

    bool operator==(const LockEvent &) const = default;
};

/// Stable identifiers, as on the command line: `appeared`, `acquired` ...
LOCKSCOPE_EXPORT std::string_view toWord(LockEvent::Kind kind);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockEvent)

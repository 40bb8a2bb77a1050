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

/// What happened to one lock, as two looks at it tell. A value, safe to hand between threads.
///
/// Two things are told of a lock, each by its own kinds. That it exists: from `Appeared` to `Removed` or `Broken`. That
/// it is held: from `Acquired` to `Released` or `Stale`. A mark whose being there is the lock does both at once, and so
/// comes as `Appeared` and `Acquired`, and goes as `Released` and `Removed`. What is found left behind when it appears,
/// as in a folder that is mounted again, comes as `Appeared` and `Stale`. Of what is there at the start `Appeared`
/// alone is told, with its verdict.
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
        Appeared, ///< it is there, and was not; at the start, one for each lock that is there already
        Acquired, ///< somebody holds it whom the last look did not find holding it
        Released, ///< it was held and can be taken now
        Removed,  ///< it is not there any more
        Stale,    ///< its holder is proved to be gone
        Replaced, ///< another inode has its name
        Waiting,  ///< another process waits for it
        Broken,   ///< somebody took it aside, to be put back where that was wrong
        Changed,  ///< anything else that it says or that is known of it
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Changed;
    WallTime time;              ///< of the look that found it
    std::filesystem::path path; ///< empty for a kernel lock whose path cannot be known
    std::string key;            ///< of the lock, see LockReport::key()
    Verdict::State before = Verdict::State::Absent;
    Verdict verdict;                     ///< after it
    std::string format;                  ///< see LockReport::format; of a lock that went away, the last one
    Claim owner;                         ///< what the lock says; of a lock that went away, nothing
    std::optional<ProcessFacts> process; ///< the live process behind it
    std::vector<LockWaiter> waiters;     ///< all that wait for it now

    QString pathText() const;

    bool operator==(const LockEvent &) const = default;
};

/// The words of the command line: `appeared`, `acquired` ...
LOCKSCOPE_EXPORT std::string_view toWord(LockEvent::Kind kind);

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::LockEvent)

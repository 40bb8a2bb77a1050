// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QDebug)

namespace Lockscope {

/// The owner that a lock records. It is only text that some process wrote: the process that really holds the lock is
/// the holder. A field is empty if the lock does not record it. Strings contain the bytes as read and are untrusted.
struct LOCKSCOPE_EXPORT Claim
{
    Q_GADGET
    Q_PROPERTY(qint64 pid READ pidOrZero)
    Q_PROPERTY(QString hostname READ hostnameText)
    Q_PROPERTY(QString text READ text)

public:
    std::optional<std::int64_t> pid; ///< absent if none is recorded, or if it is ambiguous
    std::vector<std::int64_t> pids;  ///< every possible PID if digits run together; one entry if it is unambiguous
    std::optional<std::string> hostname;
    std::optional<std::string> thread;
    std::optional<std::string> name;   ///< of the program or the user, if the format records one
    std::optional<WallTime> startTime; ///< of the owning process
    std::optional<std::string> bootId; ///< a UUID; for Emacs the boot time, in seconds since 1970
    /// Start of the owning process in clock ticks since boot, which setting the clock does not change.
    std::optional<std::uint64_t> startTicks;
    std::optional<std::string> machineId;      ///< machine-id(5) of the host
    std::optional<std::uint64_t> pidNamespace; ///< inode of the PID namespace that the PID belongs to

    /// True if the lock records nothing about its owner.
    bool isEmpty() const;
    /// A short form for a table cell: `4242 on box`. Control characters are escaped.
    QString text() const;

    /// 0 if no PID is recorded, or if it is ambiguous.
    qint64 pidOrZero() const { return pid.value_or(0); }
    QString hostnameText() const;

    /// A claim with this PID alone.
    static Claim ofPid(std::int64_t pid);

    bool operator==(const Claim &) const = default;
};

/// For logs, and for Qt Test: as text().
LOCKSCOPE_EXPORT QDebug operator<<(QDebug debug, const Claim &claim);
LOCKSCOPE_EXPORT char *toString(const Claim &claim);

} // namespace Lockscope

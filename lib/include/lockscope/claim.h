// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// What a lock says about its owner. It is only text that somebody once wrote: who really holds the lock is the holder,
/// which the kernel knows. A field is empty where the lock says nothing. Strings are the bytes as found and may be
/// hostile.
struct LOCKSCOPE_EXPORT Claim
{
    Q_GADGET
    Q_PROPERTY(QVariant pid READ pidValue)
    Q_PROPERTY(QString hostname READ hostnameText)
    Q_PROPERTY(QString text READ text)

public:
    std::optional<std::int64_t> pid; ///< absent when nothing is said or when several readings remain
    std::vector<std::int64_t> pids;  ///< every reading, where digits run together; one entry when it is clear
    std::optional<std::string> hostname;
    std::optional<std::string> thread;
    std::optional<std::string> name;   ///< of the program or the user, as far as the format records one
    std::optional<WallTime> startTime; ///< of the owning process
    std::optional<std::string> bootId; ///< a UUID; of Emacs the time of the boot, in seconds since 1970
    /// The owning process's start in clock ticks since boot, which no wall clock moves.
    std::optional<std::uint64_t> startTicks;
    std::optional<std::string> machineId;      ///< machine-id(5) of the host
    std::optional<std::uint64_t> pidNamespace; ///< the inode of the pid namespace that the pid counts in

    /// True when the lock says nothing at all about its owner.
    bool isEmpty() const;
    /// In short, for a table cell: `4242 on box`. Control characters are shown escaped.
    QString text() const;

    QVariant pidValue() const;
    QString hostnameText() const;

    /// A claim of this one pid.
    static Claim ofPid(std::int64_t pid);

    bool operator==(const Claim &) const = default;
};

} // namespace Lockscope

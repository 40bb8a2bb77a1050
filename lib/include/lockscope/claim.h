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

/// The owner that a lock records. This is only text that some process once wrote; which process really holds the lock
/// (the holder) is known to the kernel. A field is empty if the lock does not record it. Strings are the bytes as read
/// and may be hostile.
struct LOCKSCOPE_EXPORT Claim
{
    Q_GADGET
    Q_PROPERTY(QVariant pid READ pidValue)
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

    QVariant pidValue() const;
    QString hostnameText() const;

    /// A claim with this PID alone.
    static Claim ofPid(std::int64_t pid);

    bool operator==(const Claim &) const = default;
};

} // namespace Lockscope

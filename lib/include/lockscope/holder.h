// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/processfacts.h>
#include <lockscope/result.h>

#include <QObject>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace Lockscope {

/// A process that is proven to hold a lock and can therefore be sent a signal. The proof is either the kernel, which
/// shows the lock on one of its descriptors, or a start time or boot ID that the lock records and that matches this
/// process alone. A PID that is merely written in a file proves nothing, because it may have been reused.
///
///     if (const auto holders = Holder::of("/srv/app/app.lock"); !holders)
///         qWarning() << holders.error().message();
///     else if (const auto sent = holders->front().signal(SIGTERM); !sent)
///         qWarning() << sent.error().message();
///
/// An object refers to this one process (by a pidfd), never to a later process with the same PID. Movable; may be used
/// in any thread. of() reads /proc and inspects the lock: do not call it in a GUI thread.
class LOCKSCOPE_EXPORT Holder
{
    Q_GADGET

public:
    /// Inspects the lock at this path and returns its proven holders. If there are none, returns SignalRefused with the
    /// reason, e.g. that the PID is only text in the file.
    static Result<std::vector<Holder>> of(const std::filesystem::path &path);

    Holder(Holder &&) noexcept;
    Holder &operator=(Holder &&) noexcept;
    ~Holder();

    std::int64_t pid() const;
    /// Whether this process has exited. Does not access a file system.
    bool hasExited() const;
    /// Whether the process is still proven to hold the lock, found by another inspection. False also if the file system
    /// does not answer.
    bool stillHolds() const;
    const ProcessFacts &process() const;
    /// What proves that it holds the lock.
    const Message &proof() const;
    /// Why Lockscope does not send a signal to it: it is the calling process, init, or in another PID namespace. Absent
    /// if a signal may be sent.
    std::optional<Message> refusal() const;

    /// Sends a signal (signal.h) to the process. SignalRefused if there is a refusal(), or if it no longer holds the
    /// lock; SignalFailed if the system refuses.
    Result<void> signal(int number) const;

private:
    class LOCKSCOPE_NO_EXPORT Private;
    LOCKSCOPE_NO_EXPORT explicit Holder(std::unique_ptr<Private> facts);
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

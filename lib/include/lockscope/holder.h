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

/// A process that is proved to hold a lock, so that it may be asked to end: by the kernel, which shows the lock on one
/// of its descriptors, or by a start time or boot that the lock records and that fits this process alone. A number that
/// only stands in a file proves nothing, for any process may have it by now.
///
/// An object refers to this very process (a pidfd), never to a later one of the same number. Movable; safe in any
/// thread; of() reads /proc and looks at the lock: not for a GUI thread.
class LOCKSCOPE_EXPORT Holder
{
    Q_GADGET

public:
    /// The proved holders of what stands at this path, by a look that is made now. SignalRefused where there is none:
    /// with the reason, e.g. that the number is only text.
    static Result<std::vector<Holder>> of(const std::filesystem::path &path);

    Holder(Holder &&) noexcept;
    Holder &operator=(Holder &&) noexcept;
    ~Holder();

    std::int64_t pid() const;
    /// Whether this very process has exited. Asks no file system.
    bool hasExited() const;
    const ProcessFacts &process() const;
    /// What proves that it is the holder.
    const Message &proof() const;
    /// Why this program does not send it a signal: it is this process, init, or in another PID namespace. Absent if it
    /// may be sent.
    std::optional<Message> refusal() const;

    /// Sends it a signal (signal.h). SignalRefused by refusal(), or where it is the holder no more; SignalFailed where
    /// the system refuses.
    Result<void> signal(int number) const;

private:
    class Private;
    explicit Holder(std::unique_ptr<Private> facts);
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

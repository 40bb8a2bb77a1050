// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>

#include <filesystem>
#include <memory>

namespace Lockscope {

struct MadeMark;

/// The common part of kinds whose lock is a mark: a file, a link, a folder or a row, which is there while the lock is
/// held. The kernel does not free it: what a killed holder leaves behind stays until somebody breaks it. A process that
/// exits in order gives up what it holds.
///
/// A mark appears complete or not at all, and a release removes only the very mark that this object made. Between the
/// look at it and its removal lie microseconds: a lock that is broken by force and taken anew within them goes as well.
class LOCKSCOPE_EXPORT MarkerLockFile : public LockFile
{
public:
    ~MarkerLockFile() override;

protected:
    /// A row names the database that it lies in.
    explicit MarkerLockFile(std::filesystem::path path, std::filesystem::path database = {});

    /// Makes the mark. False where another one stands there; then, and on a failure, nothing of ours is left.
    virtual Result<bool> make() = 0;
    /// Whether the mark that is there now is the one that make() made. A failure has this code.
    virtual Result<bool> isMine(LockErrc code) const = 0;
    /// Removes the marker. NotMyLock if it went meanwhile; UnlockFailed if it is as it was, and ours.
    virtual Result<void> unmake() = 0;
    /// Closes descriptors and removes companion files. The marker is gone, or another one.
    virtual void cleanUp() {}

    /// To whom a lock of this kind belongs, and so which objects hold it.
    enum class Holder
    {
        Object,
        Thread,  ///< that made the object: all of its objects of this kind for this path
        Process, ///< all objects of the process of this kind for this path
    };
    virtual Holder holder() const { return Holder::Object; }
    /// What this object made, or another object of its holder did. For kinds of this library.
    MadeMark &made() const;

    bool joinHolder(bool asHolder) const override;
    bool isLeftToOthers() const override;
    Result<Attempt> attempt() final;
    Result<void> giveUp() final;
    bool isHeldAfterFailure() const final { return true; }
    bool isStillMine() const final;
    Result<bool> queryLocked() const override;

    /// Whether anything stands at the path. A link is not followed.
    Result<bool> isPresent(LockErrc code) const;
    /// The same for an acquisition, which fails if that can be no mark: a FIFO, a socket, a device. Nobody would ever
    /// remove it, and the wait for it would not end.
    Result<bool> isTaken() const;
    /// Whether another object of this process holds the lock, or is about to.
    bool isHeldByAnotherObject() const;

private:
    std::string formOfMark() const;
    Result<bool> isMineAtLast(LockErrc code) const;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

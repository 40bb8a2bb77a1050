// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>

#include <filesystem>

namespace Lockscope {

/// The common part of kinds whose lock is a mark: a file, a link, a folder or a row, which is there while the lock is
/// held. The kernel does not free it: what a killed holder leaves behind stays until somebody breaks it.
///
/// A mark appears complete or not at all, and a release removes only the very mark that this object made. Between the
/// look at it and its removal lie microseconds: a lock that is broken by force and taken anew within them goes as well.
class LOCKSCOPE_EXPORT MarkerLockFile : public LockFile
{
public:
    ~MarkerLockFile() override;

protected:
    explicit MarkerLockFile(std::filesystem::path path);

    /// Makes the mark. False where another one stands there; then, and on a failure, nothing of ours is left.
    virtual Result<bool> make() = 0;
    /// Whether the mark that is there now is the one that make() made. A failure has this code.
    virtual Result<bool> isMine(LockErrc code) const = 0;
    /// Removes the mark. NotMyLock where it went meanwhile.
    virtual Result<void> unmake() = 0;
    /// Gives up descriptors, and companions of the mark where it is gone: one that could not be removed goes on telling
    /// whose it was.
    virtual void cleanUp(bool isMarkGone) { static_cast<void>(isMarkGone); }
    /// Tells marks of one path apart that lie in different places; only the database of a row does.
    virtual std::filesystem::path place() const { return {}; }

    Result<Attempt> attempt() final;
    Result<void> giveUp() final;
    bool isStillMine() const final;
    Result<bool> queryLocked() const override;

    /// Whether anything stands at the path. A link is not followed.
    Result<bool> isPresent(LockErrc code) const;
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>

#include <filesystem>
#include <memory>

namespace Lockscope {

struct MadeMark;
class MarkerPlace;
class PrivateFile;

/// Base class of kinds whose lock is a marker: a file, symbolic link, directory or database row that exists while the
/// lock is held. The kernel does not remove it: if the holder is killed, it stays until it is broken. A process that
/// exits normally releases the locks that it holds.
///
/// A marker appears complete or not at all, and a release removes only the marker that this object created. Checking
/// and removing it are two steps, microseconds apart: a lock that is broken by force and acquired again between them is
/// removed as well.
class LOCKSCOPE_EXPORT MarkerLockFile : public LockFile
{
public:
    ~MarkerLockFile() override;

protected:
    /// For a row, `database` is the database that contains it.
    explicit MarkerLockFile(std::filesystem::path path, std::filesystem::path database = {});

    /// Creates the marker. False if a marker already exists. In this case, and after a failure, leave nothing on disk.
    virtual Result<bool> make() = 0;
    /// Whether the existing marker is the one that make() created. A failure gets this code. The default is for a file
    /// with the text made().name.
    virtual Result<bool> isMine(LockErrc code) const;
    /// Removes the marker. NotMyLock if it was removed in the meantime; UnlockFailed if it still exists unchanged. The
    /// default removes the file or link.
    virtual Result<void> unmake();
    /// Closes descriptors and removes companion files. Called after the marker was removed or replaced. The default
    /// closes made().file.
    virtual void cleanUp();

    /// What a lock of this kind belongs to, and thus which objects hold it.
    enum class Holder
    {
        Object,
        Thread,  ///< the thread that created the object: all of its objects of this kind for this path
        Process, ///< all objects of this kind for this path in the process
    };
    virtual Holder holder() const { return Holder::Object; }
    /// The marker that this object, or another object of the same holder, created. For kinds of this library.
    MadeMark &made() const;
    /// Where make(), unmake() and cleanUp() create and remove files. For kinds of this library.
    const MarkerPlace &place() const;
    /// Gives the file its name, unless that is in use, and keeps it open as made().file. For kinds of this library.
    Result<bool> publish(PrivateFile &file);
    /// The second half of it, for a file that already has its name. If it fails, the file is removed again.
    Result<void> keep(PrivateFile &file);

    bool joinHolder(bool asHolder) const override;
    bool isLeftToOthers() const override;
    Result<Attempt> attempt() final;
    Result<void> doRelease() final;
    bool isHeldAfterFailure() const final { return true; }
    bool isStillMine() const final;
    Result<bool> queryLocked() const override;

    /// Whether anything exists at the path. Links are not followed.
    Result<bool> isPresent(LockErrc code) const;
    /// The same for acquire(). Fails if the file cannot be a marker (FIFO, socket, device): it would never be removed,
    /// and the wait would never end.
    Result<bool> isTaken() const;
    /// Whether another object of this process holds the lock or is about to acquire it.
    bool isHeldByAnotherObject() const;

private:
    std::string formOfMark() const;
    Result<void> openPlace(LockErrc code);
    Result<bool> isMineAtLast(LockErrc code) const;
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope

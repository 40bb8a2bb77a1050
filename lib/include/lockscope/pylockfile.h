// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>

#include <filesystem>
#include <string>

namespace Lockscope {

/// Base class of the kinds of Python's pylockfile 0.12 that lock a path by a marker next to it: the lock of `README` is
/// `README.lock`, and the marker records host, thread and process of its owner.
///
/// As in the original, a lock belongs to the thread that created the object, or to the process if it is not threaded,
/// and all of its objects of one kind for one path hold it: isHeldByMe() is true for each, acquire() succeeds at once,
/// and the lock is not counted, so that the first release() releases it. A lock that was not released explicitly is
/// released when the last object that acquired it is destroyed.
class LOCKSCOPE_EXPORT PyLockFile : public MarkerLockFile
{
public:
    struct Options
    {
        /// True: the lock belongs to the thread, and the marker records the thread ID. False: it belongs to the
        /// process.
        bool threaded = true;
        Timeout timeout = {}; ///< the timeout of acquire() without one; absent: waits indefinitely
    };

    ~PyLockFile() override;

    /// The protected path as passed to the constructor. It need not exist and is never accessed.
    const std::filesystem::path &protectedPath() const { return m_protectedPath; }

protected:
    PyLockFile(std::filesystem::path protectedPath, const Options &options, std::filesystem::path database = {});

    Reacquire reacquire() const override { return Reacquire::Kept; }
    bool tellsForeignLocks() const override { return true; }
    Holder holder() const override { return m_isThreaded ? Holder::Thread : Holder::Process; }
    bool joinsByAcquiring() const override { return true; }
    /// A unique name for a marker of this object: `HOST-THREAD.PID-NUMBER`, as pylockfile creates and parses it. In
    /// pylockfile NUMBER is a signed hash; only a negative one, with its minus sign, separates it from the PID.
    std::string uniqueName() const;
    /// The same without the hash, for the kind mkdir: `HOST.-THREADPID`. In pylockfile the thread ID has as few digits
    /// as needed and runs into the PID; this library always writes eight digits.
    std::string entryName() const;

private:
    std::filesystem::path m_protectedPath;
    bool m_isThreaded;
};

} // namespace Lockscope

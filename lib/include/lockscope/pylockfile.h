// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>

#include <filesystem>
#include <string>

namespace Lockscope {

/// What the kinds of Python's pylockfile 0.12 share that lock a path by a mark beside it: the lock of `README` is
/// `README.lock`, and the mark tells host, thread and process of its owner.
///
/// As there, a lock belongs to the thread that made the object, or to the process if it is not threaded, and all of its
/// objects of one kind for one path hold it: isHeldByMe() is true for each, acquire() succeeds at once, and there is no
/// counter, so that the first release() releases it. A lock that its object did not release is released when the last
/// object that acquired it is destroyed.
class LOCKSCOPE_EXPORT PyLockFile : public MarkerLockFile
{
public:
    struct Options
    {
        /// The lock belongs to the thread, which the mark names too; false: to the process.
        bool threaded = true;
        Timeout timeout = {}; ///< what acquire() without one takes; absent: for ever
    };

    ~PyLockFile() override;

    /// What is protected, as given. It need not exist and is never touched.
    const std::filesystem::path &protectedPath() const { return m_protectedPath; }
    bool isThreaded() const { return m_isThreaded; }

protected:
    PyLockFile(std::filesystem::path protectedPath, const Options &options, std::filesystem::path database = {});

    Reacquire reacquire() const override { return Reacquire::Kept; }
    bool tellsForeignLocks() const override { return true; }
    Holder holder() const override { return m_isThreaded ? Holder::Thread : Holder::Process; }
    bool joinsByAcquiring() const override { return true; }
    /// The name of a mark of ours, one that no other has: `HOST-THREAD.PID-NUMBER`, as pylockfile makes and reads it.
    /// Its number is a hash there, of either sign; a negative one leaves the pid readable.
    std::string uniqueName() const;
    /// The same without the number, as the mkdir kind has it: `HOST.-THREADPID`. The original's thread has as few
    /// digits as it needs and runs into the pid; ours always has eight.
    std::string entryName() const;

private:
    std::filesystem::path m_protectedPath;
    bool m_isThreaded;
};

} // namespace Lockscope

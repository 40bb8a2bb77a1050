// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "system/filedescriptor.h"

#include <lockscope/processfacts.h>
#include <lockscope/result.h>

#include <QLockFile>

#include <memory>

namespace Lockscope {

/// The helper lock that a format's own breakers acquire while they remove a lock: `.rmlock` for a QLockFile, `.break`
/// for a lock of Mercurial. Held during the lifetime of this object, so that such a breaker does not work at the same
/// time. It is created in the directory that was checked, even if another user puts a link in its place.
class HelperLock
{
public:
    static HelperName forFormat(const std::string &format, const std::string &lock, const HostIdentity &host);

    /// Does nothing for most formats. BreakChanged if another process is removing the lock.
    static Result<HelperLock> take(const BreakRecord &record);
    HelperLock(HelperLock &&) noexcept = default;
    HelperLock &operator=(HelperLock &&) = delete;
    ~HelperLock();

    /// Removes the helper lock of a process that was killed while holding it, and nothing else that has its name.
    static void removeLeft(const BreakRecord &record);

private:
    HelperLock() = default;

    FileDescriptor m_directory;
    std::unique_ptr<QLockFile> m_rmlock;
    std::string m_link;
    std::string m_target;
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"

#include <lockscope/hostidentity.h>
#include <lockscope/result.h>

#include <QLockFile>

#include <memory>

namespace Lockscope {

/// The lock that a format's own breakers take while they remove one: `.rmlock` beside a QLockFile, `.break` beside one
/// of Mercurial. Held while this object lives, so that none of them and we are at work at the same time.
class HelperLock
{
public:
    static HelperName forFormat(const std::string &format, const std::string &lock, const HostIdentity &host);

    /// Nothing to take for most formats. BreakChanged where another is removing the lock just now.
    static Result<HelperLock> take(const BreakRecord &record);
    HelperLock(HelperLock &&) noexcept = default;
    HelperLock &operator=(HelperLock &&) = delete;
    ~HelperLock();

    /// Of a process that was killed with it.
    static void removeLeft(const BreakRecord &record);

private:
    HelperLock() = default;

    std::unique_ptr<QLockFile> m_rmlock;
    std::string m_link;
    std::string m_target;
};

} // namespace Lockscope

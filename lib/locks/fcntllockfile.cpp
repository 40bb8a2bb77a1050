// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/fcntllockfile.h>

namespace Lockscope {

FcntlLockFile::FcntlLockFile(PathArgument path)
    : FcntlLockFile(std::move(path), Options())
{}

FcntlLockFile::FcntlLockFile(PathArgument path, Options options)
    : KernelLockFile(std::move(path), {.type = options.classic ? KernelLock::Type::Posix : KernelLock::Type::Ofd,
                                       .mode = options.shared ? KernelLock::Mode::Read : KernelLock::Mode::Write,
                                       .removeOnRelease = options.remove,
                                       .keepContent = options.keepContent})
    , m_mode(options.shared ? KernelLock::Mode::Read : KernelLock::Mode::Write)
{
    if (!options.wait)
        setDefaultTimeout(std::chrono::nanoseconds::zero());
}

FcntlLockFile::~FcntlLockFile() = default;

Result<void> FcntlLockFile::acquireShared(Timeout timeout, const std::stop_token &stop)
{
    // If the lock is held, acquire() refuses and changes nothing.
    if (!isHeldByMe())
        setMode(KernelLock::Mode::Read);
    return acquire(timeout, stop);
}

bool FcntlLockFile::tryLockSharedFor(Timeout timeout)
{
    const auto result = acquireShared(timeout);
    if (!result && result.error().code != LockErrc::AlreadyLocked && result.error().code != LockErrc::LockTimeout)
        throwFailure(result.error());
    return result.has_value();
}

Result<void> FcntlLockFile::doRelease()
{
    auto released = KernelLockFile::doRelease();
    setMode(m_mode);
    return released;
}

void FcntlLockFile::attemptsEnded()
{
    KernelLockFile::attemptsEnded();
    setMode(m_mode);
}

Result<int> FcntlLockFile::fileno() const
{
    if (!isHeldByMe())
        return Failure::of(LockErrc::NotLocked, path());
    return descriptor();
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/fcntllockfile.h>

namespace Lockscope {

FcntlLockFile::FcntlLockFile(std::filesystem::path path)
    : FcntlLockFile(std::move(path), Options())
{}

FcntlLockFile::FcntlLockFile(std::filesystem::path path, Options options)
    : KernelLockFile(std::move(path), {.type = options.classic ? KernelLock::Type::Posix : KernelLock::Type::Ofd,
                                       .mode = options.shared ? KernelLock::Mode::Read : KernelLock::Mode::Write,
                                       .removeOnRelease = options.remove && !options.shared,
                                       .keepContent = options.keepContent})
{
    if (!options.wait)
        setDefaultTimeout(std::chrono::nanoseconds::zero());
}

FcntlLockFile::~FcntlLockFile() = default;

Result<int> FcntlLockFile::fileno() const
{
    if (!isHeldByMe())
        return Failure::of(LockErrc::NotLocked, path());
    return descriptor();
}

} // namespace Lockscope

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
                                       .removeOnRelease = options.remove && !options.shared})
{
    if (!options.wait)
        setDefaultTimeout(std::chrono::nanoseconds::zero());
}

FcntlLockFile::~FcntlLockFile() = default;

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/zclockfile.h>

#include "formats/zcformat.h"
#include "locks/contenttemplate.h"

#include <array>

#include <unistd.h>

namespace Lockscope {

ZcSimpleLockFile::ZcSimpleLockFile(PathArgument path)
    : ZcSimpleLockFile(std::move(path), {.type = KernelLock::Type::Flock})
{}

ZcSimpleLockFile::ZcSimpleLockFile(std::filesystem::path path, Manner manner)
    : KernelLockFile(std::move(path), manner)
{}

ZcSimpleLockFile::~ZcSimpleLockFile() = default;

ZcLockFile::ZcLockFile(PathArgument path)
    : ZcLockFile(std::move(path), Options())
{}

ZcLockFile::ZcLockFile(PathArgument path, Options options)
    : ZcSimpleLockFile(std::move(path),
                       {.type = KernelLock::Type::Flock, .refuseForeignContent = options.refuseForeignContent})
    , m_options(std::move(options))
{}

ZcLockFile::~ZcLockFile() = default;

Result<std::string> ZcLockFile::mark() const
{
    // Larger than HOST_NAME_MAX (64): only the kernel truncates longer names.
    std::array<char, 256> hostname = {};
    ::gethostname(hostname.data(), hostname.size() - 1);
    auto content = fillContentTemplate(m_options.contentTemplate, {::getpid(), hostname.data()});
    if (!content)
        return Failure::of(LockErrc::InvalidOption, path(), content.error().details.front());
    // The space keeps the text readable on Windows, where the original locks the first byte of the file.
    return " " + *content + "\n";
}

std::optional<Claim> ZcLockFile::readClaim() const
{
    return readZcText(readOpenFile());
}

} // namespace Lockscope

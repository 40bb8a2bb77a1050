// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/procroot.h"

#include "system/procparse.h"
#include "system/readall.h"
#include "system/systemcalls.h"

#include <array>
#include <climits>

#include <dirent.h>
#include <linux/magic.h>
#include <memory>
#include <sys/statfs.h>
#include <unistd.h>

namespace Lockscope {

ProcRoot::ProcRoot(const std::filesystem::path &root)
    : m_path(root)
    , m_directory(sys().openat(AT_FDCWD, root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{
    // A /proc of another PID namespace has no entry for this process.
    struct statfs status = {};
    m_live = m_directory && ::fstatfs(m_directory.get(), &status) == 0 && status.f_type == PROC_SUPER_MAGIC &&
             readLink("self") == std::to_string(::getpid());
}

std::optional<std::string> ProcRoot::read(std::string_view path, std::size_t limit) const
{
    return readAllAt(m_directory.get(), std::string(path).c_str(), limit);
}

std::optional<std::string> ProcRoot::readLink(std::string_view path) const
{
    std::array<char, PATH_MAX> target;
    const auto size = sys().readlinkat(m_directory.get(), std::string(path).c_str(), target.data(), target.size());
    if (size < 0)
        return {};
    return std::string(target.data(), static_cast<std::size_t>(size));
}

std::optional<std::uint64_t> ProcRoot::namespaceInode(std::string_view path) const
{
    const auto target = readLink(path);
    if (!target)
        return {};
    const auto open = target->find('[');
    if (open == std::string::npos || !target->ends_with(']'))
        return {};
    return ProcParse::number<std::uint64_t>(std::string_view(*target).substr(open + 1, target->size() - open - 2));
}

bool ProcRoot::eachNumber(std::string_view directory, const std::function<void(std::int64_t)> &callback) const
{
    const int fd = sys().openat(m_directory.get(), std::string(directory).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    return eachNumberIn(FileDescriptor(fd), callback);
}

bool eachNumberIn(FileDescriptor directory, const std::function<void(std::int64_t)> &callback)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::fdopendir(directory.get()), ::closedir);
    if (!stream)
        return false;
    directory.release();
    while (const dirent *entry = ::readdir(stream.get()))
        if (const auto number = ProcParse::number<std::int64_t>(entry->d_name); number && *number >= 0)
            callback(*number);
    return true;
}

} // namespace Lockscope

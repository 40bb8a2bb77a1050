// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "namepatternsfile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockErrc;
using Lockscope::Result;

namespace {

constexpr std::size_t LargestFile = 64 * 1024;

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    int get() const { return m_fd; }

private:
    int m_fd;
};

/// Empty where the file is missing.
Result<std::string> readBytes(const std::filesystem::path &path)
{
    // In a folder that this user may not enter it is not this user's: under sudo -u, HOME may name another's.
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
        return std::string();
    // A FIFO in its place must not stop the program.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return Failure::fromErrno(LockErrc::ReadFailed, "open", path);
    if (!S_ISREG(status.st_mode))
        return Failure::of(LockErrc::ReadFailed, path, "it is not a regular file");

    std::string text;
    std::array<char, 4096> buffer = {};
    while (const auto count = ::read(file.get(), buffer.data(), buffer.size())) {
        if (count < 0)
            return Failure::fromErrno(LockErrc::ReadFailed, "read", path);
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > LargestFile)
            return Failure::of(LockErrc::ReadFailed, path, "it is larger than 64 KiB");
    }
    return text;
}

std::string_view trimmed(std::string_view line)
{
    constexpr std::string_view Blanks = " \t\r";
    const auto first = line.find_first_not_of(Blanks);
    return first == line.npos ? std::string_view() : line.substr(first, line.find_last_not_of(Blanks) - first + 1);
}

/// fnmatch() takes a bracket without its partner for a plain letter, which is more likely a slip.
bool isBracketOpen(std::string_view pattern)
{
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '\\') {
            ++at;
        } else if (pattern[at] == '[') {
            // A bracket right behind the first one, or behind its negation, is a letter of the set.
            const auto letters = at + 1 + (pattern.substr(at + 1).starts_with('!') ? 1 : 0);
            at = pattern.find(']', letters + 1);
            if (at == pattern.npos)
                return true;
        }
    }
    return false;
}

/// Why this is no pattern; absent where it is one.
std::optional<std::string> problemOf(std::string_view pattern)
{
    if (pattern.starts_with('!'))
        pattern.remove_prefix(1);
    if (pattern.empty())
        return "a '!' without a pattern after it";
    if (pattern.front() == ' ' || pattern.front() == '\t')
        return "a blank after the '!'";
    if (pattern.find('/') != pattern.npos)
        return "a '/': patterns match names, not paths";
    if (pattern.find('\0') != pattern.npos)
        return "a NUL byte: it must be a text file";
    if (isBracketOpen(pattern))
        return "a '[' without its ']'";
    const auto letters = pattern.find_last_not_of('\\');
    if ((pattern.size() - (letters == pattern.npos ? 0 : letters + 1)) % 2 != 0)
        return "a '\\' with nothing after it";
    return std::nullopt;
}

} // namespace

std::filesystem::path namePatternsFilePath()
{
    const auto variable = [](const char *name) {
        const char *value = std::getenv(name);
        return std::filesystem::path(value ? value : "");
    };
    // Where it is not absolute it counts as not set (XDG Base Directory Specification).
    auto folder = variable("XDG_CONFIG_HOME");
    if (!folder.is_absolute())
        folder = variable("HOME").is_absolute() ? variable("HOME") / ".config" : std::filesystem::path();
    return folder.empty() ? folder : folder / "lockscope" / "names";
}

Result<std::vector<std::string>> readNamePatterns(const std::filesystem::path &path)
{
    std::vector<std::string> patterns;
    if (path.empty())
        return patterns;
    const auto text = readBytes(path);
    if (!text)
        return text.error();
    std::string_view rest = *text;
    for (int number = 1; !rest.empty(); ++number) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const auto pattern = trimmed(line);
        if (pattern.empty() || pattern.starts_with('#'))
            continue;
        if (const auto problem = problemOf(pattern))
            return Failure::of(LockErrc::ReadFailed, path, "line " + std::to_string(number) + " has " + *problem);
        patterns.emplace_back(pattern);
    }
    return patterns;
}

} // namespace Ctl

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

/// Empty if the file does not exist.
Result<std::string> readBytes(const std::filesystem::path &path)
{
    // A file in a directory that this user cannot enter is ignored: under sudo -u, HOME may be that of another user.
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
        return std::string();
    // O_NONBLOCK: a FIFO must not block the program.
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

/// fnmatch() treats an unmatched bracket as an ordinary character, but it is more likely a mistake.
bool isBracketOpen(std::string_view pattern)
{
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '\\') {
            ++at;
        } else if (pattern[at] == '[') {
            // A bracket right after the first one, or after its negation, is a member of the set.
            const auto letters = at + 1 + (pattern.substr(at + 1).starts_with('!') ? 1 : 0);
            at = pattern.find(']', letters + 1);
            if (at == pattern.npos)
                return true;
        }
    }
    return false;
}

/// What is wrong with the pattern, if anything.
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
    // A path that is not absolute is ignored (XDG Base Directory Specification).
    auto directory = variable("XDG_CONFIG_HOME");
    if (!directory.is_absolute())
        directory = variable("HOME").is_absolute() ? variable("HOME") / ".config" : std::filesystem::path();
    return directory.empty() ? directory : directory / "lockscope" / "names";
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

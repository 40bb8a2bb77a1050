// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/hostnames.h"

#include "system/answers.h"
#include "system/directoryreader.h"
#include "system/filedescriptor.h"
#include "system/readall.h"
#include "system/systemcalls.h"

#include <lockscope/processfacts.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

constexpr std::size_t MostHosts = 64 * 1024;
constexpr int MostInterfaces = 256;

std::string textOf(int directory, const char *path, std::size_t most)
{
    const FileDescriptor file(sys().openat(directory, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    return file ? readAll(file.get(), most).value_or(std::string()) : std::string();
}

/// Under sudo the home directory may be that of another user, whom root must not trust.
std::string usersText(const std::filesystem::path &path)
{
    const FileDescriptor file(sys().openat(AT_FDCWD, path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status = {};
    if (!file || sys().fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
        (status.st_uid != ::geteuid() && status.st_uid != 0))
        return {};
    return readAll(file.get(), MostHosts).value_or(std::string());
}

std::string_view labelOf(std::string_view name)
{
    return name.substr(0, name.find('.'));
}

bool isEverybodys(std::string_view name)
{
    return labelOf(name) == "localhost" || name.starts_with("ip6-");
}

std::vector<std::string_view> wordsOf(std::string_view line)
{
    constexpr std::string_view Blanks = " \t\r";
    line = line.substr(0, line.find('#'));
    std::vector<std::string_view> words;
    for (auto begin = line.find_first_not_of(Blanks); begin != line.npos;) {
        const auto end = std::min(line.find_first_of(Blanks, begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(Blanks, end);
    }
    return words;
}

} // namespace

std::vector<std::string> aliasesIn(std::string_view hosts, const std::string &hostname)
{
    std::vector<std::string> aliases;
    while (!hosts.empty() && !hostname.empty()) {
        const auto end = std::min(hosts.find('\n'), hosts.size());
        const auto words = wordsOf(hosts.substr(0, end));
        hosts.remove_prefix(std::min(end + 1, hosts.size()));
        if (std::find(words.begin(), words.end(), hostname) == words.end())
            continue;
        const bool loopback = words.front().starts_with("127.") || words.front() == "::1";
        for (std::size_t at = 1; at < words.size(); ++at) {
            const auto name = words[at];
            if (name != hostname && !isEverybodys(name) && (loopback || labelOf(name) == labelOf(hostname)))
                aliases.emplace_back(name);
        }
    }
    return aliases;
}

std::vector<std::string> namesIn(std::string_view text)
{
    std::vector<std::string> names;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        for (const auto word : wordsOf(text.substr(0, end))) {
            if (!isEverybodys(word))
                names.emplace_back(word);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

std::vector<std::string> hostAliases(const std::string &hostname, const MountTable &mounts)
{
    auto aliases = aliasesIn(textOf(AT_FDCWD, "/etc/hosts", MostHosts), hostname);
    const auto file = HostIdentity::namesFile();
    const auto text = answerFrom(file, mounts, [file] { return usersText(file); });
    std::ranges::move(namesIn(text.value_or(std::string())), std::back_inserter(aliases));
    return aliases;
}

std::uint64_t hardwareAddress(std::string_view text)
{
    constexpr std::size_t Length = 17;
    std::uint64_t address = 0;
    if (text.size() < Length)
        return 0;
    for (std::size_t at = 0; at < Length; at += 3) {
        unsigned byte = 0;
        const auto *const end = text.data() + at + 2;
        if (std::from_chars(text.data() + at, end, byte, 16).ptr != end || (at + 2 < Length && text[at + 2] != ':'))
            return 0;
        address = address << 8U | byte;
    }
    return address;
}

std::vector<std::uint64_t> hardwareAddresses()
{
    std::vector<std::uint64_t> addresses;
    auto reader = DirectoryReader::open("/sys/class/net");
    for (int read = 0; reader && read < MostInterfaces; ++read) {
        const auto entry = reader->next();
        if (!entry)
            break;
        const auto path = std::string(entry->name) + "/address";
        if (const auto address = hardwareAddress(textOf(reader->fd(), path.c_str(), 64)); address != 0)
            addresses.push_back(address);
    }
    return addresses;
}

} // namespace Lockscope

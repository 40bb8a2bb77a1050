// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/hostlist.h"

#include "system/ownfile.h"
#include "system/statedirectory.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

constexpr std::size_t MaxFile = 1024 * 1024;
constexpr std::size_t MaxField = 255;
constexpr std::string_view Blanks = " \t\r";

bool isField(std::string_view text)
{
    const auto isAllowed = [](char c) { return c > ' ' && c < '\x7f' && c != '#'; };
    return !text.empty() && text.size() <= MaxField && std::ranges::all_of(text, isAllowed);
}

/// Host names and addresses.
bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-_:%").find(c) != std::string_view::npos;
}

bool equalIgnoringCase(std::string_view left, std::string_view right)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(left, right, {}, lower, lower);
}

std::vector<std::string> fieldsOf(std::string_view line)
{
    line = line.substr(0, line.find('#'));
    std::vector<std::string> fields;
    for (auto begin = line.find_first_not_of(Blanks); begin != line.npos;) {
        const auto end = std::min(line.find_first_of(Blanks, begin), line.size());
        fields.emplace_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(Blanks, end);
    }
    return fields;
}

} // namespace

bool isValid(const ListedHost &host)
{
    constexpr std::size_t IdLength = 32;
    return HostList::isValid(host.name, host.destination) && host.machineId.size() == IdLength &&
           host.machineId.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<std::vector<ListedHost>> parseHostList(std::string_view text)
{
    std::vector<ListedHost> hosts;
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto fields = fieldsOf(line);
        if (fields.empty())
            continue;
        const auto host = fields.size() == 3 ? ListedHost{fields[0], fields[1], fields[2]} : ListedHost();
        if (!isValid(host))
            return Failure::of(LockErrc::InvalidOption, {}, {Sentence::Detail::InvalidHostLine, number});
        hosts.push_back(host);
    }
    return hosts;
}

std::string toText(const std::vector<ListedHost> &hosts)
{
    std::string text = "# Hosts that Lockscope may ask: name in locks, ssh destination, machine ID\n";
    for (const auto &host : hosts)
        text += host.name + ' ' + host.destination + ' ' + host.machineId + '\n';
    return text;
}

std::filesystem::path HostList::file()
{
    const auto directory = configDirectoryPath();
    return directory.empty() ? directory : directory / "hosts";
}

Result<HostList> HostList::read(const std::filesystem::path &file)
{
    HostList list;
    // Whoever can write the list chooses where this user connects to, and which machine is believed.
    const auto read = readOwnFile(file, MaxFile, LockErrc::ReadFailed, Sentence::Detail::HostListOfOther);
    if (!read)
        return read.error();
    if (!*read)
        return list;
    auto hosts = parseHostList((*read)->content);
    if (!hosts) {
        auto invalid = hosts.error();
        invalid.code = LockErrc::ReadFailed;
        invalid.path = file;
        return invalid;
    }
    list.m_hosts = std::move(*hosts);
    return list;
}

std::vector<ListedHost> HostList::named(std::string_view name) const
{
    std::vector<ListedHost> found;
    std::ranges::copy_if(m_hosts, std::back_inserter(found),
                         [&](const ListedHost &host) { return equalIgnoringCase(host.name, name); });
    return found;
}

bool HostList::isValid(std::string_view name, std::string_view destination)
{
    return isField(name) && std::ranges::all_of(name, isNameCharacter) && isField(destination) &&
           !destination.starts_with('-');
}

Result<void> HostList::add(ListedHost host)
{
    if (!Lockscope::isValid(host))
        return Failure::of(LockErrc::InvalidOption, {}, Sentence::Detail::InvalidHost);
    const auto known = std::ranges::find_if(m_hosts, [&](const ListedHost &each) {
        return equalIgnoringCase(each.name, host.name) && each.destination == host.destination;
    });
    if (known != m_hosts.end())
        *known = std::move(host);
    else
        m_hosts.push_back(std::move(host));
    return {};
}

std::size_t HostList::remove(std::string_view name)
{
    return std::erase_if(m_hosts, [&](const ListedHost &host) { return equalIgnoringCase(host.name, name); });
}

Result<void> HostList::save(const std::filesystem::path &file) const
{
    if (file.empty())
        return Failure::of(LockErrc::StateFailed, {}, Sentence::Detail::NoHome);
    if (auto answers = fileSystemAnswers(file, LockErrc::StateFailed); !answers)
        return answers;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    return writeOwnFile(file, toText(m_hosts));
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/trustedpath.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <array>
#include <deque>
#include <string_view>

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// The limit of the kernel.
constexpr int MostLinks = 40;

std::deque<std::string> componentsOf(std::string_view path)
{
    std::deque<std::string> components;
    while (!path.empty()) {
        const auto end = path.find('/');
        const auto component = path.substr(0, end);
        if (!component.empty() && component != ".")
            components.emplace_back(component);
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return components;
}

FileDescriptor openDirectory(int at, const char *name)
{
    return FileDescriptor(retryInterrupted([&] { return sys().openat(at, name, O_PATH | O_DIRECTORY | O_CLOEXEC); }));
}

/// The target of the open link; empty on failure.
std::string targetOf(int link)
{
    std::array<char, PATH_MAX> target;
    const auto size = sys().readlinkat(link, "", target.data(), target.size());
    return size > 0 ? std::string(target.data(), static_cast<std::size_t>(size)) : std::string();
}

} // namespace

Result<TrustedPath> TrustedPath::resolve(const std::filesystem::path &path, LockErrc code)
{
    return resolve(path, code, [user = ::geteuid()](uid_t owner, bool isLast) {
        return owner == 0 || owner == user || (!isLast && user != 0);
    });
}

Result<TrustedPath> TrustedPath::resolveDirectoryOf(const std::filesystem::path &path, LockErrc code,
                                                    const Trust &trusts)
{
    auto place = resolve(path.has_parent_path() ? path.parent_path() : ".", code,
                         [&trusts](uid_t owner, bool) { return trusts(owner, false); });
    if (!place)
        return place;
    FileDescriptor directory(retryInterrupted([&] {
        return sys().openat(place->directory(), place->m_name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }));
    if (!directory)
        return Failure::fromErrno(code, "openat", path);
    place->m_directory = std::move(directory);
    place->m_name = path.has_filename() ? path.filename().native() : ".";
    place->m_text /= place->m_name;
    return place;
}

Result<void> TrustedPath::refusePlantedHardLink(const struct stat &file, LockErrc code) const
{
    // With an access control list, the group bits show the most that the list grants to anybody but the owner.
    constexpr mode_t WritableByOthers = 022;
    struct stat directory;
    if (file.st_nlink < 2)
        return {};
    if (sys().fstat(m_directory.get(), &directory) != 0)
        return Failure::fromErrno(code, "fstat", m_text);
    const bool isOfOther = directory.st_uid != 0 && directory.st_uid != ::geteuid();
    if (isOfOther || (directory.st_mode & WritableByOthers) != 0)
        return Failure::of(code, m_text, Sentence::Detail::HardLinkOfOtherUser);
    return {};
}

Result<TrustedPath> TrustedPath::resolve(const std::filesystem::path &path, LockErrc code, const Trust &trusts)
{
    const auto failed = [&](const char *call) { return Failure::fromErrno(code, call, path); };
    const auto refused = [&](int error, std::vector<Message> details) {
        errno = error;
        auto failure = failed("openat");
        failure.details = std::move(details);
        return failure;
    };
    if (path.empty())
        return refused(ENOENT, {});
    TrustedPath result;
    std::deque<std::string> rest;
    int links = 0;
    // Continues from the root or from the current directory.
    const auto follow = [&](const std::string &target) {
        if (target.starts_with('/')) {
            result.m_directory = openDirectory(AT_FDCWD, "/");
            result.m_text = "/";
        }
        const auto components = componentsOf(target);
        rest.insert(rest.begin(), components.begin(), components.end());
        return result.m_directory.isOpen();
    };
    if (path.is_relative())
        result.m_directory = openDirectory(AT_FDCWD, ".");
    if (!follow(path.native()))
        return failed("openat");
    while (!rest.empty()) {
        const auto name = rest.front();
        rest.pop_front();
        FileDescriptor entry(retryInterrupted(
            [&] { return sys().openat(result.directory(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC); }));
        if (!entry && (errno != ENOENT || !rest.empty()))
            return failed("openat");
        struct stat status = {};
        if (entry && sys().fstat(entry.get(), &status) != 0)
            return failed("fstat");
        if (entry && S_ISLNK(status.st_mode)) {
            if (!trusts(status.st_uid, rest.empty()))
                return refused(ELOOP, {Sentence::Detail::LinkOfOtherUser});
            if (++links > MostLinks)
                return refused(ELOOP, {});
            if (rest.empty() && !result.isLink()) {
                result.m_linkDirectory.reset(::fcntl(result.directory(), F_DUPFD_CLOEXEC, 0));
                result.m_linkName = name;
            }
            const auto target = targetOf(entry.get());
            if (target.empty() || !follow(target))
                return failed("readlinkat");
            continue;
        }
        if (rest.empty()) {
            result.m_name = name;
            result.m_text /= name;
            return result;
        }
        if (!S_ISDIR(status.st_mode))
            return refused(ENOTDIR, {});
        result.m_directory = std::move(entry);
        result.m_text = name == ".." ? (result.m_text / name).lexically_normal() : result.m_text / name;
    }
    // The path of a directory, such as `/` or `.`.
    result.m_name.assign(1, '.'); // GCC 12 warns about an assignment of "." in a release build
    return result;
}

} // namespace Lockscope

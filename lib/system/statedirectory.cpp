// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/statedirectory.h"

#include "system/systemcalls.h"
#include "system/useridentity.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace Lockscope {

namespace {

constexpr mode_t OwnerOnly = 0700;

std::filesystem::path absolutePathIn(const char *variable)
{
    const char *value = ::getenv(variable);
    return value && *value == '/' ? std::filesystem::path(value) : std::filesystem::path();
}

/// `lockscope` in the directory that the variable names, otherwise in this one of the home directory; empty if there is
/// no home directory.
std::filesystem::path ownDirectory(const char *variable, const char *inHome)
{
    if (const auto named = absolutePathIn(variable); !named.empty())
        return named / "lockscope";
    const auto home = homeDirectory();
    return home.empty() ? home : home / inHome / "lockscope";
}

Result<void> makeDirectories(const std::filesystem::path &directory)
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, directory.c_str(), &status, 0) == 0 || directory == directory.root_path())
        return {};
    if (auto above = makeDirectories(directory.parent_path()); !above)
        return above;
    if (sys().mkdirat(AT_FDCWD, directory.c_str(), OwnerOnly) != 0 && errno != EEXIST)
        return Failure::fromErrno(LockErrc::StateFailed, "mkdirat", directory);
    return {};
}

/// It must be a directory of this user.
Result<std::filesystem::path> checked(std::filesystem::path directory)
{
    struct stat status;
    if (sys().fstatat(AT_FDCWD, directory.c_str(), &status, 0) != 0)
        return Failure::fromErrno(LockErrc::StateFailed, "fstatat", directory);
    if (!S_ISDIR(status.st_mode))
        return Failure::of(LockErrc::StateFailed, directory, Sentence::Detail::StateNotADirectory);
    if (status.st_uid != ::geteuid())
        return Failure::of(LockErrc::StateFailed, directory, Sentence::Detail::StateOfOtherUser);
    return directory;
}

} // namespace

std::filesystem::path homeDirectory()
{
    if (auto home = absolutePathIn("HOME"); !home.empty())
        return home;
    const std::filesystem::path home = UserIdentity::own().home;
    return home.is_absolute() ? home : std::filesystem::path();
}

Result<std::filesystem::path> stateDirectoryPath()
{
    auto directory = ownDirectory("XDG_STATE_HOME", ".local/state");
    if (directory.empty())
        return Failure::of(LockErrc::StateFailed, {}, Sentence::Detail::NoHome);
    if (auto answers = fileSystemAnswers(directory, LockErrc::StateFailed); !answers)
        return answers.error();
    return directory;
}

Result<std::filesystem::path> stateDirectory()
{
    auto directory = stateDirectoryPath();
    if (!directory)
        return directory;
    if (auto made = makeDirectories(*directory); !made)
        return made.error();
    return checked(*std::move(directory));
}

Result<std::filesystem::path> ownStateDirectory()
{
    auto directory = stateDirectoryPath();
    struct stat status;
    if (!directory || sys().fstatat(AT_FDCWD, directory->c_str(), &status, 0) != 0)
        return directory;
    return checked(*std::move(directory));
}

std::filesystem::path configDirectoryPath()
{
    return ownDirectory("XDG_CONFIG_HOME", ".config");
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/catalogue.h"
#include "formats/pattern.h"
#include "system/answers.h"
#include "system/statedirectory.h"
#include "watch/watchroots.h"

#include <lockscope/lockwatcher.h>

#include <algorithm>
#include <array>
#include <system_error>

#include <stdlib.h>

namespace Lockscope {

namespace {

using Paths = std::vector<std::filesystem::path>;

/// The Filesystem Hierarchy Standard puts PID files and locks in /run; the other places are those of the formats.
constexpr const char *Runtime = "/run";

/// Directories with much besides locks: only the locks in them that formats name are places, and nothing below.
constexpr std::array<std::string_view, 2> SharedDirectories = {"/etc", "/tmp"};

/// Links are resolved, so that a directory with two names is one place. Empty if the place does not exist or does not
/// respond.
std::filesystem::path existing(const std::filesystem::path &place, const MountTable &mounts)
{
    const auto real = answerFrom(place, mounts, [place] {
        std::error_code error;
        return std::filesystem::canonical(place, error);
    });
    return real.value_or(std::filesystem::path());
}

void addNamedFiles(Paths &places, const std::filesystem::path &directory, const FormatEntry &entry)
{
    std::error_code error;
    for (std::filesystem::directory_iterator file(directory, error), end; !error && file != end;
         file.increment(error)) {
        const auto name = file->path().filename().native();
        const auto isNamed = [&](const EntryRule &rule) {
            return std::ranges::any_of(rule.names, [&](auto glob) { return fitsGlob(glob, name); });
        };
        if (std::ranges::any_of(entry.rules, isNamed))
            places.push_back(file->path());
    }
}

} // namespace

std::vector<std::filesystem::path> LockWatcher::wellKnownPlaces()
{
    Paths found;
    const MountTable mounts;
    const auto add = [&](const std::filesystem::path &place) {
        if (auto real = existing(place, mounts); !real.empty())
            found.push_back(std::move(real));
    };
    add(Runtime);
    if (const char *runtime = ::getenv("XDG_RUNTIME_DIR"))
        add(runtime);
    const auto home = homeDirectory();
    for (const auto *const entry : Catalogue::current().entries()) {
        for (const auto place : entry->places) {
            if (std::ranges::find(SharedDirectories, place) != SharedDirectories.end())
                addNamedFiles(found, place, *entry);
            else if (!place.starts_with("~/"))
                add(place);
            else if (!home.empty())
                add(home / place.substr(2));
        }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    const auto isCovered = [&](const auto &path) {
        return std::ranges::any_of(
            found, [&](const auto &other) { return path != other && isOrLiesBelow(path.native(), other.native()); });
    };
    Paths places;
    std::ranges::remove_copy_if(found, std::back_inserter(places), isCovered);
    return places;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockkinds.h>

#include "locks/contenttemplate.h"

#include <lockscope/fcntllockfile.h>
#include <lockscope/zclockfile.h>

#include <array>

namespace Lockscope {

namespace {

struct KindEntry
{
    LockKind kind;
    bool takesTemplate = false;
    bool takesShared = false;
    bool takesKeep = false;
    std::unique_ptr<LockFile> (*make)(std::filesystem::path path, const KindOptions &options) = nullptr;
};

const std::array Entries = {
    KindEntry{.kind = {"zc", "zc.lockfile", "a flock on a file that tells who holds it; the file stays"},
              .takesTemplate = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> std::unique_ptr<LockFile> {
                  ZcLockFile::Options zc;
                  zc.contentTemplate = options.contentTemplate.value_or(zc.contentTemplate);
                  return std::make_unique<ZcLockFile>(std::move(path), std::move(zc));
              }},
    KindEntry{.kind = {"zc-simple", "zc.lockfile", "a flock on a file without a text; the file stays"},
              .make = [](std::filesystem::path path, const KindOptions &) -> std::unique_ptr<LockFile> {
                  return std::make_unique<ZcSimpleLockFile>(std::move(path));
              }},
    KindEntry{.kind = {"fcntl", "lock_file 2.0", "an fcntl lock on an empty file, which is removed on release"},
              .takesShared = true,
              .takesKeep = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> std::unique_ptr<LockFile> {
                  return std::make_unique<FcntlLockFile>(
                      std::move(path), FcntlLockFile::Options{.remove = !options.keep, .shared = options.shared});
              }},
};

/// Which option was given that the kind does not know.
std::string_view misfit(const KindEntry &entry, const KindOptions &options)
{
    if (options.contentTemplate && !entry.takesTemplate)
        return "a content template";
    if (options.shared && !entry.takesShared)
        return "the shared form";
    if (options.keep && !entry.takesKeep)
        return "keeping the file";
    return {};
}

} // namespace

std::span<const LockKind> lockKinds()
{
    static const auto kinds = [] {
        std::array<LockKind, Entries.size()> result;
        for (std::size_t i = 0; i < Entries.size(); ++i)
            result[i] = Entries[i].kind;
        return result;
    }();
    return kinds;
}

Result<std::unique_ptr<LockFile>> makeLock(std::string_view kind, std::filesystem::path path,
                                           const KindOptions &options)
{
    for (const auto &entry : Entries) {
        if (entry.kind.id != kind)
            continue;
        if (const auto option = misfit(entry, options); !option.empty())
            return Failure::of(LockErrc::InvalidOption, {},
                               std::string(option) + " does not fit the kind " + std::string(kind));
        if (options.contentTemplate) {
            if (const auto content = fillContentTemplate(*options.contentTemplate, {}); !content)
                return content.error();
        }
        return entry.make(std::move(path), options);
    }
    std::string known;
    for (const auto &entry : Entries)
        known += (known.empty() ? "" : ", ") + std::string(entry.kind.id);
    return Failure::of(LockErrc::InvalidOption, {}, "unknown kind '" + std::string(kind) + "'; known are " + known);
}

} // namespace Lockscope

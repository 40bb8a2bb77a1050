// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockkinds.h>

#include "locks/contenttemplate.h"
#include "values/lockphrases.h"
#include "values/sentences.h"

#include <lockscope/fcntllockfile.h>
#include <lockscope/pylockfile.h>
#include <lockscope/qtlockfile.h>
#include <lockscope/zclockfile.h>

#include <array>

namespace Lockscope {

namespace {

constexpr std::string_view AfterAKill = LockPhrases::noop("if its holder is killed, it stays until it is broken");

constexpr std::string_view OnThisHost =
    LockPhrases::noop("refused on sshfs and other file systems that keep kernel locks on each host");

struct KindEntry
{
    LockKind kind;
    bool takesTemplate = false;
    bool takesShared = false;
    bool takesKeep = false;
    bool takesThreaded = false;
    bool takesDatabase = false;
    bool takesOpenLock = false;
    bool takesForeign = false;
    std::unique_ptr<LockFile> (*make)(std::filesystem::path path, const KindOptions &options) = nullptr;
};

using Made = std::unique_ptr<LockFile>;

template <typename Kind>
Made makePyLock(std::filesystem::path path, const KindOptions &options)
{
    return std::make_unique<Kind>(std::move(path), PyLockFile::Options{.threaded = options.threaded});
}

const std::array Entries = {
    KindEntry{.kind = {"zc", "zc.lockfile",
                       LockPhrases::noop("a flock on a file that names the holder; the file is not removed"),
                       OnThisHost},
              .takesTemplate = true,
              .takesForeign = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> Made {
                  ZcLockFile::Options zc;
                  zc.contentTemplate = options.contentTemplate.value_or(zc.contentTemplate);
                  zc.refuseForeignContent = options.refuseForeignContent;
                  return std::make_unique<ZcLockFile>(std::move(path), std::move(zc));
              }},
    KindEntry{.kind = {"zc-simple", "zc.lockfile",
                       LockPhrases::noop("a flock on a file without text; the file is not removed"), OnThisHost},
              .make = [](std::filesystem::path path, const KindOptions &) -> Made {
                  return std::make_unique<ZcSimpleLockFile>(std::move(path));
              }},
    KindEntry{
        .kind = {"link", "pylockfile", LockPhrases::noop("a hard link to a file that names the owner"), AfterAKill},
        .takesThreaded = true,
        .make = makePyLock<LinkLockFile>},
    KindEntry{.kind = {"symlink", "pylockfile", LockPhrases::noop("a symbolic link that names the owner"), AfterAKill},
              .takesThreaded = true,
              .make = makePyLock<SymlinkLockFile>},
    KindEntry{
        .kind = {"mkdir", "pylockfile", LockPhrases::noop("a directory with a file that names the owner"), AfterAKill},
        .takesThreaded = true,
        .make = makePyLock<MkdirLockFile>},
    KindEntry{.kind = {"sqlite", "pylockfile",
                       LockPhrases::noop("a row in a database that all users of the lock share"), AfterAKill},
              .takesThreaded = true,
              .takesDatabase = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> Made {
                  return std::make_unique<SqliteLockFile>(std::move(path),
                                                          options.database.value_or(std::filesystem::path()),
                                                          PyLockFile::Options{.threaded = options.threaded});
              }},
    KindEntry{.kind = {"pid", "pylockfile", LockPhrases::noop("a file with the PID of the owner, at the path itself"),
                       AfterAKill},
              .takesForeign = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> Made {
                  return std::make_unique<PidLockFile>(
                      std::move(path), PidLockFile::Options{.refuseForeignContent = options.refuseForeignContent});
              }},
    KindEntry{.kind = {"openlock", "openlock",
                       LockPhrases::noop("a file with PID and program; a stale one is replaced"),
                       LockPhrases::noop(
                           "Python peers honour it only if the command line of the holder contains the word python")},
              .takesOpenLock = true,
              .takesForeign = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> Made {
                  auto parameters = options.openLock.value_or(OpenlockFile::defaults());
                  parameters.refuseForeignContent |= options.refuseForeignContent;
                  return std::make_unique<OpenlockFile>(std::move(path), Timeout(), parameters);
              }},
    KindEntry{.kind = {"fcntl", "lock_file 2.0",
                       LockPhrases::noop("an fcntl lock on an empty file, which is removed on release"), OnThisHost},
              .takesShared = true,
              .takesKeep = true,
              .make = [](std::filesystem::path path, const KindOptions &options) -> Made {
                  return std::make_unique<FcntlLockFile>(std::move(path),
                                                         FcntlLockFile::Options{.remove = !options.keep,
                                                                                .keepContent = options.keepContent,
                                                                                .shared = options.shared});
              }},
    KindEntry{.kind = {"qlockfile", "Qt",
                       LockPhrases::noop("the file of QLockFile, with the PID, program and host of the owner"),
                       LockPhrases::noop("if its holder is killed, it stays until the next acquisition")},
              .make = [](std::filesystem::path path, const KindOptions &) -> Made {
                  return std::make_unique<QtLockFile>(std::move(path));
              }},
};

/// The option that does not fit: one that the kind does not support, or a required one that is missing.
std::optional<Message> misfit(const KindEntry &entry, const KindOptions &options)
{
    using Sentence::Detail;
    const auto doesNotFit = [&](const char *option) {
        return Message(Detail::OptionNotOfKind, Phrase{option}, std::string(entry.kind.id));
    };
    if (options.contentTemplate && !entry.takesTemplate)
        return doesNotFit(LockPhrases::noop("a content template"));
    if (options.shared && !entry.takesShared)
        return doesNotFit(LockPhrases::noop("a shared lock"));
    if (options.keep && !entry.takesKeep)
        return doesNotFit(LockPhrases::noop("keeping the file"));
    if (!options.threaded && !entry.takesThreaded)
        return doesNotFit(LockPhrases::noop("an owner without a thread"));
    if (options.openLock && !entry.takesOpenLock)
        return doesNotFit(LockPhrases::noop("the parameters of openlock"));
    if (options.refuseForeignContent && !entry.takesForeign)
        return doesNotFit(LockPhrases::noop("refusing foreign content"));
    if (options.keepContent && !entry.takesKeep)
        return doesNotFit(LockPhrases::noop("keeping a file with content"));
    if (options.database && !entry.takesDatabase)
        return doesNotFit(LockPhrases::noop("a database"));
    if (entry.takesDatabase && (!options.database || options.database->empty()))
        return Message(Detail::DatabaseNeeded);
    if (options.contentTemplate) {
        if (const auto content = fillContentTemplate(*options.contentTemplate, {}); !content)
            return content.error().details.front();
    }
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

Result<std::unique_ptr<LockFile>> makeLock(std::string_view kind, PathArgument path, const KindOptions &options)
{
    for (const auto &entry : Entries) {
        if (entry.kind.id != kind)
            continue;
        if (path.empty() && entry.takesThreaded)
            return Failure::of(LockErrc::InvalidOption, {}, Sentence::Detail::PathNeeded);
        if (auto why = misfit(entry, options))
            return Failure::of(LockErrc::InvalidOption, {}, *std::move(why));
        auto lock = entry.make(std::move(path), options);
        if (options.timeout)
            lock->setDefaultTimeout(options.timeout);
        return lock;
    }
    std::string known;
    for (const auto &entry : Entries)
        known += (known.empty() ? "" : ", ") + std::string(entry.kind.id);
    return Failure::of(LockErrc::InvalidOption, {}, {Sentence::Detail::UnknownKind, std::string(kind), known});
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/lockwords.h"

#include <lockscope/fcntllockfile.h>
#include <lockscope/openlockfile.h>
#include <lockscope/pylockfile.h>
#include <lockscope/zclockfile.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace Lockscope;

namespace {

using Type = KernelLock::Type;

constexpr LockWord Words[] = {
    {.word = "zc", .type = Type::Flock, .writes = true},
    {.word = "zc-named", .type = Type::Flock, .writes = true},
    {.word = "zc-simple", .type = Type::Flock},
    {.word = "fcntl", .type = Type::Ofd, .removes = true},
    {.word = "fcntl-keep", .type = Type::Ofd},
    {.word = "fcntl-shared", .type = Type::Ofd, .isShared = true, .rival = "fcntl"},
    {.word = "fcntl-classic", .type = Type::Posix, .removes = true},
    {.word = "fcntl-classic-shared", .type = Type::Posix, .isShared = true, .rival = "fcntl-classic"},
    {.word = "link", .removes = true, .reacquires = true},
    {.word = "link-unthreaded", .removes = true, .reacquires = true, .rival = "link"},
    {.word = "symlink", .removes = true, .reacquires = true},
    {.word = "mkdir", .removes = true, .reacquires = true},
    {.word = "sqlite", .removes = true, .reacquires = true, .isRow = true},
    {.word = "pid", .removes = true, .writes = true, .permissions = 0644},
    {.word = "openlock", .removes = true, .writes = true, .replaces = true, .permissions = 0600},
};

std::span<const LockWord> &current()
{
    static std::span<const LockWord> words = Words;
    return words;
}

/// The kinds that protect a path lock it with a second path that ends in `.lock`.
std::filesystem::path protectedBy(const std::filesystem::path &lock)
{
    const auto &path = lock.native();
    if (!path.ends_with(".lock"))
        std::abort();
    return path.substr(0, path.size() - std::strlen(".lock"));
}

std::unique_ptr<LockFile> makeMarker(const LockWord &meant, const std::filesystem::path &path)
{
    const std::string_view word = meant.word;
    if (word == "link" || word == "link-unthreaded")
        return std::make_unique<LinkLockFile>(protectedBy(path), PyLockFile::Options{.threaded = word == "link"});
    if (word == "symlink")
        return std::make_unique<SymlinkLockFile>(protectedBy(path));
    if (word == "mkdir")
        return std::make_unique<MkdirLockFile>(protectedBy(path));
    if (word == "sqlite")
        return std::make_unique<SqliteLockFile>(protectedBy(path), databaseBeside(path));
    if (word == "pid")
        return std::make_unique<PidLockFile>(path);
    return std::make_unique<OpenlockFile>(path);
}

} // namespace

std::filesystem::path databaseBeside(const std::filesystem::path &lock)
{
    return lock.parent_path() / "locks.db";
}

std::span<const LockWord> lockWords()
{
    return current();
}

void setLockWords(std::span<const LockWord> words)
{
    current() = words;
}

const LockWord &lockWord(std::string_view word)
{
    const auto found = std::ranges::find(current(), word, &LockWord::word);
    if (found == current().end())
        std::abort();
    return *found;
}

std::unique_ptr<LockFile> makeByWord(std::string_view word, const std::filesystem::path &path)
{
    const auto &meant = lockWord(word);
    if (meant.place)
        return meant.place->make(path);
    if (word == "zc")
        return std::make_unique<ZcLockFile>(path);
    if (word == "zc-named")
        return std::make_unique<ZcLockFile>(path, ZcLockFile::Options{.contentTemplate = "{pid};{hostname}"});
    if (meant.isMarker())
        return makeMarker(meant, path);
    if (meant.type == Type::Flock)
        return std::make_unique<ZcSimpleLockFile>(path);
    return std::make_unique<FcntlLockFile>(path, FcntlLockFile::Options{.remove = meant.removes,
                                                                        .shared = meant.isShared,
                                                                        .classic = meant.type == Type::Posix});
}

std::unique_ptr<LockFile> makeElsewhere(std::string_view word, const std::filesystem::path &path)
{
    std::unique_ptr<LockFile> made;
    std::thread([&] { made = makeByWord(word, path); }).join();
    return made;
}

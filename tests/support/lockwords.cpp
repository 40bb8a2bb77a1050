// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/lockwords.h"

#include <lockscope/fcntllockfile.h>
#include <lockscope/zclockfile.h>

#include <algorithm>
#include <cstdlib>

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
};

} // namespace

std::span<const LockWord> lockWords()
{
    return Words;
}

const LockWord &lockWord(std::string_view word)
{
    const auto *const found = std::ranges::find(Words, word, &LockWord::word);
    if (found == std::end(Words))
        std::abort();
    return *found;
}

std::unique_ptr<LockFile> makeByWord(std::string_view word, const std::filesystem::path &path)
{
    const auto &meant = lockWord(word);
    if (word == "zc")
        return std::make_unique<ZcLockFile>(path);
    if (word == "zc-named")
        return std::make_unique<ZcLockFile>(path, ZcLockFile::Options{.contentTemplate = "{pid};{hostname}"});
    if (meant.type == Type::Flock)
        return std::make_unique<ZcSimpleLockFile>(path);
    return std::make_unique<FcntlLockFile>(path, FcntlLockFile::Options{.remove = meant.removes,
                                                                        .shared = meant.isShared,
                                                                        .classic = meant.type == Type::Posix});
}

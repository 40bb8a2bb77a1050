// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/digits.h"
#include "formats/format.h"
#include "values/characters.h"

#include <QUtf8StringView>

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

/// A shorter text may be the lock of some program.
constexpr std::size_t Shortest = 16;

/// Words with which a lock describes its holder.
constexpr std::array OwnersWords = {"pid"sv,   "pids"sv,   "process"sv,  "host"sv,  "owner"sv,    "holder"sv,
                                    "owned"sv, "locked"sv, "acquired"sv, "lease"sv, "heartbeat"sv};

/// A whole word, in upper or lower case.
bool hasWord(std::string_view text, std::string_view word)
{
    const auto equal = [](char a, char b) { return toLower(a) == b; };
    for (auto at = text.begin();; ++at) {
        at = std::search(at, text.end(), word.begin(), word.end(), equal);
        if (at == text.end())
            return false;
        const auto behind = at + static_cast<std::ptrdiff_t>(word.size());
        if ((at == text.begin() || !isLetter(at[-1])) && (behind == text.end() || !isLetter(*behind)))
            return true;
    }
}

bool isControl(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || c == 0x7f;
}

/// If it was cut off after 64 KiB, its last character may be incomplete.
bool isText(std::string_view content)
{
    constexpr std::size_t LongestLetter = 4;
    for (std::size_t cut = 0; cut < LongestLetter && cut < content.size(); ++cut) {
        if (QUtf8StringView(content.data(), static_cast<qsizetype>(content.size() - cut)).isValidUtf8())
            return std::ranges::none_of(content, isControl);
    }
    return false;
}

bool hasOwnersWord(std::string_view content)
{
    return std::ranges::any_of(OwnersWords, [&](auto word) { return hasWord(content, word); });
}

bool isTextFile(const Subject &subject)
{
    return subject.inodeType == InodeInfo::InodeType::Regular && subject.contentRead && isText(subject.content);
}

/// Files that are in the directory of a package, of its source or its documentation, but never in a lock.
constexpr std::array PackageNames = {"__pycache__"sv, "pyproject.toml"sv, "package.json"sv, "CMakeLists.txt"sv,
                                     "Makefile"sv,    "copyright"sv,      "METADATA"sv,     ".git"sv};
constexpr std::array PackagePrefixes = {"README"sv, "LICENSE"sv, "COPYING"sv, "changelog"sv, "CHANGES"sv};
constexpr std::array PackageSuffixes = {".py"sv,   ".pyc"sv, ".so"sv,  ".js"sv, ".ts"sv, ".c"sv,
                                        ".html"sv, ".h"sv,   ".cpp"sv, ".rs"sv, ".go"sv, ".java"sv};

bool isOfPackage(std::string_view name)
{
    return std::ranges::find(PackageNames, name) != PackageNames.end() ||
           std::ranges::any_of(PackagePrefixes, [&](auto prefix) { return name.starts_with(prefix); }) ||
           std::ranges::any_of(PackageSuffixes, [&](auto suffix) { return name.ends_with(suffix); });
}

/// A directory that is a lock has few entries, which identify the holder.
bool isOrdinaryDirectory(const Subject &subject)
{
    constexpr std::size_t MostInLock = 32;
    const auto entries = subject.surroundings->entriesOf().value_or(std::vector<std::string>());
    return entries.size() > MostInLock || std::ranges::any_of(entries, isOfPackage);
}

} // namespace

bool isDocument(const Subject &subject)
{
    if (subject.surroundings && isCalledLock(subject)) {
        if (subject.inodeType == InodeInfo::InodeType::Directory)
            return isOrdinaryDirectory(subject);
        if (subject.inodeType == InodeInfo::InodeType::Symlink)
            return subject.surroundings->leadsToDirectory();
    }
    const std::string_view content = subject.content;
    if (content.size() < Shortest || !isTextFile(subject))
        return false;
    const bool hasLetters = std::ranges::any_of(content, isLetter);
    const bool hasWords = hasLetters && content.find_first_of(" \n") < content.find_last_not_of(" \n");
    // The names of packages may be any words.
    if (isDependencyListName(subject.name))
        return hasWords || (hasLetters && content.front() == '{');
    return hasWords && !looksLikeLockName(subject.name) && !hasOwnersWord(content);
}

bool mentionsOwner(const Subject &subject)
{
    constexpr std::size_t Longest = 1024;
    return subject.size <= Longest && !isDependencyListName(subject.name) && isTextFile(subject) &&
           hasOwnersWord(subject.content);
}

} // namespace Lockscope

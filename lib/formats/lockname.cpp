// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/digits.h"
#include "formats/format.h"
#include "formats/parallelformat.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

/// Text files that pin the versions of dependencies. They are called lock files, but lock nothing.
constexpr std::array DependencyFiles = {
    "Berksfile.lock"sv,
    "Cargo.lock"sv,
    "Chart.lock"sv,
    "Gemfile.lock"sv,
    "MODULE.bazel.lock"sv,
    "Manifest.lock"sv,
    "Pipfile.lock"sv,
    "Podfile.lock"sv,
    "Puppetfile.lock"sv,
    "buf.lock"sv,
    "bun.lock"sv,
    "composer.lock"sv,
    "deno.lock"sv,
    "devbox.lock"sv,
    "devenv.lock"sv,
    "dune.lock"sv,
    "flake.lock"sv,
    "gradle.lockfile"sv,
    "mix.lock"sv,
    "nimble.lock"sv,
    "paket.lock"sv,
    "pdm.lock"sv,
    "pixi.lock"sv,
    "poetry.lock"sv,
    "pubspec.lock"sv,
    "rebar.lock"sv,
    "renv.lock"sv,
    "requirements.lock"sv,
    "shard.lock"sv,
    "spago.lock"sv,
    "stack.yaml.lock"sv,
    "symfony.lock"sv,
    "uv.lock"sv,
    "yarn.lock"sv,
    "buildscript-gradle.lockfile"sv,
    "requirements-dev.lock"sv,
};

/// Names that mean only that something is locked: also common for directories (/run/lock).
constexpr std::array BareNames = {"lock"sv, "LOCK"sv, "lockfile"sv};

constexpr std::array Names = {
    "rwlock"sv,        "pidlock"sv,        "__dirlock"sv, ".parentlock"sv, "SingletonLock"sv, ".package-cache"sv,
    "lock-frontend"sv, "lock.exclusive"sv, "lock.mdb"sv,  "lock.roster"sv, "wlock"sv,         ".package-cache-mutate"sv,
    "P_global"sv,      "wc.db"sv,
};

/// `package-lock.json`, and others with names unlike those of locks.
constexpr std::array MoreDependencyFiles = {
    "package-lock.json"sv, "npm-shrinkwrap.json"sv, "packages.lock.json"sv,   "pnpm-lock.yaml"sv,
    "conda-lock.yml"sv,    "Package.resolved"sv,    "cabal.project.freeze"sv, ".terraform.lock.hcl"sv,
    "bun.lockb"sv,         "project.assets.json"sv,
};

constexpr std::array Prefixes = {"00LOCK"sv, "LCK."sv, ".#lk"sv, ".~lock."sv, "#cvs."sv, "~$"sv};
constexpr std::array Suffixes = {".lock"sv,      ".LOCK"sv,     ".lck"sv,        ".LCK"sv,
                                 ".pid"sv,       ".pidfile"sv,  ".lockfile"sv,   ".lock.db"sv,
                                 ".lock.info"sv, ".mdb-lock"sv, ".lock.write"sv, ".rmlock"sv};

bool contains(const auto &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isBare(std::string_view name)
{
    return contains(BareNames, name);
}

/// `.notes.txt.swp`, and `.swo` to `.swj` if that name was in use.
bool isSwapName(std::string_view name)
{
    constexpr std::size_t Suffix = 4;
    return name.size() >= Suffix && name.starts_with('.') && name.substr(name.size() - Suffix, 3) == ".sw" &&
           name.back() >= 'j' && name.back() <= 'p';
}

/// Whether the text continues a word that began before it, other than by the ending of a form of `lock`.
bool continuesWord(std::string_view text)
{
    static constexpr std::array Endings = {"s"sv, "ed"sv, "file"sv, "dir"sv};
    const auto isEnd = [](std::string_view rest) { return rest.empty() || !isLetter(rest.front()); };
    return !isEnd(text) && std::ranges::none_of(Endings, [&](auto ending) {
        return text.starts_with(ending) && isEnd(text.substr(ending.size()));
    });
}

} // namespace

bool mentionsLock(std::string_view name)
{
    if (isBare(name) || name == "locks" || isDependencyListName(name))
        return false;
    for (std::size_t at = 0; at + 3 <= name.size(); ++at) {
        const auto rest = name.substr(at);
        const bool isInCamelCase = rest.starts_with("Lock");
        const bool isLock = isInCamelCase || rest.starts_with("lock") || rest.starts_with("LOCK");
        if (!isLock && !rest.starts_with("lck") && !rest.starts_with("LCK"))
            continue;
        const bool begins = at == 0 || isInCamelCase || !isLetter(name[at - 1]);
        if (begins && !continuesWord(rest.substr(isLock ? 4 : 3)))
            return true;
    }
    return false;
}

bool looksLikeLockName(std::string_view name)
{
    if (isBare(name) || contains(Names, name))
        return true;
    if (std::any_of(Prefixes.begin(), Prefixes.end(), [&](auto prefix) { return name.starts_with(prefix); }))
        return true;
    if (isSwapName(name) || isParallelHolder(name))
        return true;
    // `.X0-lock`, `.cargo-lock`, `fonts.json.matplotlib-lock`; without the dot it would match programs too.
    if (name.find('.') != name.npos && name.ends_with("-lock"))
        return true;
    return std::any_of(Suffixes.begin(), Suffixes.end(), [&](auto suffix) { return name.ends_with(suffix); }) &&
           !contains(DependencyFiles, name);
}

bool isDependencyListName(std::string_view name)
{
    return contains(DependencyFiles, name) || contains(MoreDependencyFiles, name);
}

bool conventionallyHoldsPid(std::string_view name)
{
    static constexpr std::array PidSuffixes = {".pid"sv, ".pidfile"sv, ".lock"sv, ".lck"sv, ".LOCK"sv, ".LCK"sv};
    return isBare(name) || name.starts_with("LCK..") ||
           std::any_of(PidSuffixes.begin(), PidSuffixes.end(), [&](auto suffix) { return name.ends_with(suffix); });
}

bool isPidFileName(std::string_view name)
{
    return name.ends_with(".pid") || name.ends_with(".pidfile");
}

bool isCalledLock(const Subject &subject)
{
    return subject.calledLock || looksLikeLockName(subject.name);
}

bool looksLikeLock(std::string_view name, InodeInfo::InodeType type)
{
    switch (type) {
    case InodeInfo::InodeType::Regular:
        return looksLikeLockName(name);
    case InodeInfo::InodeType::Directory:
        // `held`: Bazaar's.
        return (looksLikeLockName(name) && !isBare(name)) || name == "held";
    case InodeInfo::InodeType::Symlink:
        // `lock`: Mercurial's and Firefox's. `.#notes.org`: Emacs's.
        return looksLikeLockName(name) || name.starts_with(".#");
    case InodeInfo::InodeType::None:
    case InodeInfo::InodeType::Fifo:
    case InodeInfo::InodeType::Socket:
    case InodeInfo::InodeType::CharacterDevice:
    case InodeInfo::InodeType::BlockDevice:
        break;
    }
    return false;
}

} // namespace Lockscope

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

/// Names that mean only that something is locked or runs: also common for directories (/run/lock).
constexpr std::array BareLockNames = {"lock"sv, "LOCK"sv, "lockfile"sv};
constexpr std::array BarePidNames = {"pid"sv, "PID"sv, "pidfile"sv};

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

constexpr std::array Prefixes = {"00LOCK"sv, "LCK."sv, "LOCK."sv, ".#lk"sv, ".~lock."sv, "#cvs."sv, "~$"sv};
constexpr std::array Suffixes = {".lockfile"sv, ".lock.db"sv, ".lock.info"sv, ".lock.write"sv};
/// nginx renames its PID file to `nginx.pid.oldbin` while it is replaced by a new version.
constexpr std::array PidSuffixes = {".pid"sv, ".pidfile"sv, ".pid.oldbin"sv};
constexpr std::array LockEndings = {"lock"sv, "LOCK"sv, "lck"sv, "LCK"sv, "lok"sv, "LOK"sv};
/// Other words that end like that, as extensions.
constexpr std::array OtherExtensions = {"block"sv, "clock"sv, "unlock"sv};

bool contains(const auto &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool endsWithAny(std::string_view name, const auto &endings)
{
    return std::ranges::any_of(endings, [&](auto ending) { return name.ends_with(ending); });
}

bool isBare(std::string_view name)
{
    return contains(BareLockNames, name) || contains(BarePidNames, name);
}

/// `app.lock`, `.X0-lock`, `repository.clonelock`, `.gdk_lock`. Without the dot, names of programs would fit too.
bool hasLockExtension(std::string_view name)
{
    const auto dot = name.rfind('.');
    if (dot == name.npos)
        return false;
    const auto extension = name.substr(dot + 1);
    return endsWithAny(extension, LockEndings) && !contains(OtherExtensions, extension) &&
           extension.find(' ') == extension.npos;
}

/// `daily_lock`. A directory with such a name is more likely one about locks.
bool endsWithLockWord(std::string_view name)
{
    return name.ends_with("_lock") || name.ends_with("_LOCK");
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
    if (contains(DependencyFiles, name))
        return false;
    return isBare(name) || contains(Names, name) || isSwapName(name) || isParallelHolder(name) ||
           std::ranges::any_of(Prefixes, [&](auto prefix) { return name.starts_with(prefix); }) ||
           hasLockExtension(name) || endsWithLockWord(name) || endsWithAny(name, Suffixes) ||
           endsWithAny(name, PidSuffixes);
}

bool isDependencyListName(std::string_view name)
{
    return contains(DependencyFiles, name) || contains(MoreDependencyFiles, name);
}

bool conventionallyHoldsPid(std::string_view name)
{
    return isPidFileName(name) || contains(BareLockNames, name) || name.starts_with("LCK..") || hasLockExtension(name);
}

bool isPidFileName(std::string_view name)
{
    return contains(BarePidNames, name) || endsWithAny(name, PidSuffixes);
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
        return (looksLikeLockName(name) && !isBare(name) && !endsWithLockWord(name)) || name == "held";
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

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/openlock.h>
#include <lockscope/result.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Lockscope {

/// One kind of lock that can be created.
struct LockKind
{
    std::string_view id;           ///< as on the command line, e.g. `zc`
    std::string_view system;       ///< where it comes from, e.g. `zc.lockfile`
    std::string_view description;  ///< one line
    std::string_view caution = {}; ///< what it cannot promise, one line; empty where nothing is special
};

/// The options of all kinds; each kind takes those it knows and refuses the others with InvalidOption.
struct KindOptions
{
    Timeout timeout = {};                               ///< all: what acquire() without one takes
    std::optional<std::string> contentTemplate = {};    ///< zc
    bool shared = false;                                ///< fcntl
    bool keep = false;                                  ///< fcntl: leave the file behind
    bool threaded = true;                               ///< link, symlink, mkdir, sqlite: name the thread too
    std::optional<std::filesystem::path> database = {}; ///< sqlite, which needs it
    std::optional<OpenLock::Parameters> openLock = {};  ///< openlock
    /// zc, openlock, pid: fail if the file holds something else than the text of such a lock, instead of overwriting it
    /// or, for pid, waiting for its removal. Not in the originals.
    bool refuseForeignContent = false;
    bool keepContent = false; ///< fcntl: on release, keep a file that is not empty. Not in the original.
};

/// The kinds that can be created, in the order to show them.
LOCKSCOPE_EXPORT std::span<const LockKind> lockKinds();

/// A lock of the kind with this id. For link, symlink, mkdir and sqlite the path is what is protected, as in the
/// originals, and the lock is that with `.lock` behind it; for the others the path is the lock itself. InvalidOption
/// for an unknown kind, an option that the kind does not know, or a bad one.
LOCKSCOPE_EXPORT Result<std::unique_ptr<LockFile>> makeLock(std::string_view kind, std::filesystem::path path,
                                                            const KindOptions &options = {});

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Creating a lock by the ID of its kind: makeLock().

#include <lockscope/lockfile.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/openlockfile.h>
#include <lockscope/result.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Lockscope {

/// One kind of lock that makeLock() can create.
struct LockKind
{
    std::string_view id;           ///< as on the command line, e.g. `zc`
    std::string_view system;       ///< the Python package that it comes from, e.g. `zc.lockfile`
    std::string_view description;  ///< one line
    std::string_view caution = {}; ///< a limitation, one line; may be empty
};

/// The options of all kinds. A kind returns InvalidOption for options that it does not support.
struct KindOptions
{
    Timeout timeout = {};                                  ///< all: the timeout of acquire() without one
    std::optional<std::string> contentTemplate = {};       ///< zc
    bool shared = false;                                   ///< fcntl
    bool keep = false;                                     ///< fcntl: do not remove the file on release
    bool threaded = true;                                  ///< link, symlink, mkdir, sqlite: include the thread ID
    std::optional<std::filesystem::path> database = {};    ///< sqlite, required
    std::optional<OpenlockFile::Parameters> openLock = {}; ///< openlock
    /// zc, openlock, pid: fail if the file contains anything but the text of such a lock, instead of overwriting it or,
    /// for pid, waiting for its removal. Not in the originals.
    bool refuseForeignContent = false;
    bool keepContent = false; ///< fcntl: on release, keep a file that is not empty. Not in the original.
};

/// The kinds that can be created, in display order.
LOCKSCOPE_EXPORT std::span<const LockKind> lockKinds();

/// Creates a lock of the kind with this id. For link, symlink, mkdir and sqlite the path is the protected file, as in
/// the originals, and the lock is that path with `.lock` appended; for other kinds the path is the lock itself.
/// InvalidOption for an unknown kind, an option that the kind does not support, or an invalid value.
///
///     if (const auto lock = makeLock("zc", "/srv/app/app.lock", {.timeout = 5s}); !lock)
///         qWarning() << lock.error().message();
///     else if (const auto acquired = (*lock)->acquire(); !acquired)
///         qWarning() << acquired.error().message();
LOCKSCOPE_EXPORT Result<std::unique_ptr<LockFile>> makeLock(std::string_view kind, PathArgument path,
                                                            const KindOptions &options = {});

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filestatus.h"
#include "watch/directorywatches.h"

#include <lockscope/lockwatcher.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Whether a path is this directory or below it, judged by its name.
bool isOrLiesBelow(std::string_view path, std::string_view directory);

/// The places that one loop watches: what each currently is, which directories must be watched to detect that this
/// changes, and how it is watched.
class WatchRoots
{
public:
    enum class Kind
    {
        Nothing, ///< does not exist
        File,    ///< or a link that is a lock, or anything else that is not a directory
        Directory,
    };

    struct Root
    {
        std::filesystem::path given;
        std::filesystem::path path; ///< without a trailing slash
        Kind kind = Kind::Nothing;
        WatchedPlace::State state = WatchedPlace::State::Searching;
        std::optional<Failure> failure;
        /// The same directory as an earlier place, under another name: its locks are reported there.
        bool isSecondName = false;

        bool mustBePolled() const
        {
            return state == WatchedPlace::State::Polling || state == WatchedPlace::State::NoPermission;
        }

    private:
        friend class WatchRoots;
        std::filesystem::path canonical; ///< for comparing places with different names
        /// What was found there last. The inode distinguishes a directory from another one with the same name.
        struct Identity
        {
            FileStatus status = FileStatus::Nothing;
            std::filesystem::path followed; ///< the place itself, or its lowest existing ancestor
            std::uint64_t device = 0;
            std::uint64_t inode = 0;

            bool operator==(const Identity &) const = default;
        };
        Identity identity;

    public:
        std::uint64_t device() const { return identity.device; }
    };

    /// alwaysPoll: the places are on file systems that send no events.
    void set(const std::vector<std::filesystem::path> &paths, bool alwaysPoll);
    std::vector<Root> &roots() { return m_roots; }

    /// Determines what the root currently is, and watches the names above it. Its state shows whether it can be read.
    void probe(Root &root, DirectoryWatches &watches) { probe(root, nullptr, watches); }
    /// The same for all roots. Thousands of files in one directory are watched at once.
    void probeAll(DirectoryWatches &watches);
    /// Whether the root is another file or directory than at the last probe(), which may not have been reported by an
    /// event: the kernel does not report the removal of a directory in which a deleted file is open, nor that a link
    /// above it has a new target.
    bool isReplaced(const Root &root) const;
    /// A directory below the root cannot be watched.
    void fallBackToPolling(const std::filesystem::path &directory, const Failure &failure);

    /// Whether a lock at this path is reported under this path: it is a place, or below a place that is a directory. If
    /// places overlap under different names (`.` and `./a.lock`, a relative and an absolute one), each lock is reported
    /// once, under the name of the innermost place.
    bool contains(std::string_view path) const;
    /// Whether a lock at this path is reported under another name.
    bool isReportedElsewhere(std::string_view path) const;
    /// Like contains(), before it is known which of the places are directories.
    bool mayContain(std::string_view path) const;
    /// A place that is not a directory: reported even if it does not exist.
    bool isFile(std::string_view path) const;
    /// The roots for which the creation or removal of this entry may matter: the entry is the root, or above it.
    std::vector<Root *> below(std::string_view entry);

private:
    /// Whether one place is inside another whose name does not show it.
    bool overlap() const;
    void probe(Root &root, const Root *before, DirectoryWatches &watches);
    static Root::Identity identityOf(const std::filesystem::path &path);
    void followWhatDecides(const std::filesystem::path &directory, Root &root, DirectoryWatches &watches) const;
    const Root *sameBefore(const Root &root) const;

    std::vector<Root> m_roots;
    bool m_alwaysPoll = false;
    std::multimap<std::string_view, Root *> m_byPath;
    mutable std::optional<bool> m_overlap; ///< absent: to be determined, because a root was examined since
};

} // namespace Lockscope

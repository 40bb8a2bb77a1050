// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/filestatus.h"
#include "watch/folderwatches.h"

#include <lockscope/watchedplace.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Whether a path is this folder or lies in it or deeper, by its name.
bool isOrLiesBelow(std::string_view path, std::string_view folder);

/// The places that one loop watches: what each is at the moment, what must be followed to notice that it becomes
/// something else, and how it is followed.
class WatchRoots
{
public:
    enum class Kind
    {
        Nothing, ///< not there
        File,    ///< or a link that is a lock, or anything else that is no folder
        Folder,
    };

    struct Root
    {
        std::filesystem::path given;
        std::filesystem::path path; ///< without a slash at its end
        Kind kind = Kind::Nothing;
        WatchedPlace::State state = WatchedPlace::State::Searching;
        std::optional<Failure> failure;
        /// The same directory as an earlier place under another name: its locks are told there.
        bool isSecondName = false;

        bool mustBePolled() const
        {
            return state == WatchedPlace::State::Polling || state == WatchedPlace::State::NoPermission;
        }

    private:
        friend class WatchRoots;
        std::filesystem::path canonical; ///< by which places with different names are compared
        /// What was found there last. A directory is told from another one of the same name by its inode.
        struct Identity
        {
            FileStatus status = FileStatus::Nothing;
            std::filesystem::path followed; ///< itself, or the lowest directory above it that is there
            std::uint64_t device = 0;
            std::uint64_t inode = 0;

            bool operator==(const Identity &) const = default;
        };
        Identity identity;

    public:
        std::uint64_t device() const { return identity.device; }
    };

    /// alwaysPoll: these lie where no events come from.
    void set(const std::vector<std::filesystem::path> &paths, bool alwaysPoll);
    std::vector<Root> &roots() { return m_roots; }

    /// Looks what the root is now, and follows by name what lies above it. Tells by its state whether it can be read.
    void lookAt(Root &root, FolderWatches &watches);
    /// Whether something else stands at the root than at the last look, of which no event may have told: the kernel
    /// does not report the end of a directory in which a deleted file is open, nor that a link above it leads
    /// elsewhere.
    bool isReplaced(const Root &root) const;
    /// A folder of it cannot be followed.
    void fallBackToPolling(const std::filesystem::path &folder, const Failure &failure);

    /// Whether the path is a place or lies below one that is a folder, and is what a lock there is told as: where
    /// places overlap under different names (`.` and `./a.lock`, a relative and an absolute one), each lock is told
    /// once, under the name of the innermost place.
    bool contains(std::string_view path) const;
    /// Whether a lock at this path is told under another name.
    bool isToldElsewhere(std::string_view path) const;
    /// As contains(), before it is known which of the places are folders.
    bool mayContain(std::string_view path) const;
    /// A place that is no folder: told of even when it is not there.
    bool isFile(std::string_view path) const;
    /// The roots for which the coming or going of this entry may decide: it is one, or lies above one.
    std::vector<Root *> below(std::string_view entry);

private:
    /// Whether one place lies in another whose name does not show it.
    void compareNames();
    static Root::Identity identityOf(const std::filesystem::path &path);
    void followWhatDecides(const std::filesystem::path &folder, Root &root, FolderWatches &watches) const;
    const Root *sameBefore(const Root &root) const;

    std::vector<Root> m_roots;
    bool m_alwaysPoll = false;
    bool m_overlap = false; ///< under different names
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "watch/folderwatches.h"

#include <lockscope/watchedplace.h>

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

        bool mustBePolled() const
        {
            return state == WatchedPlace::State::Polling || state == WatchedPlace::State::NoPermission;
        }
    };

    /// alwaysPoll: these lie where no events come from.
    void set(const std::vector<std::filesystem::path> &paths, bool alwaysPoll);
    std::vector<Root> &roots() { return m_roots; }

    /// Looks what the root is now, and follows by name what lies above it. Tells by its state whether it can be read.
    void lookAt(Root &root, FolderWatches &watches) const;
    /// A folder of it cannot be followed.
    void fallBackToPolling(const std::filesystem::path &folder, const Failure &failure);

    /// Whether the path is a place or lies below one that is a folder.
    bool contains(std::string_view path) const;
    /// The same before it is known which of the places are folders.
    bool mayContain(std::string_view path) const;
    /// A place that is no folder: told of even when it is not there.
    bool isFile(std::string_view path) const;
    /// The roots for which the coming or going of this entry may decide: it is one, or lies above one.
    std::vector<Root *> below(std::string_view entry);

private:
    void await(Root &root, FolderWatches &watches) const;

    std::vector<Root> m_roots;
    bool m_alwaysPoll = false;
};

} // namespace Lockscope

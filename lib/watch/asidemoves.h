// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace Lockscope {

/// Which names were freed by a break, from the renames that inotify tells of in order.
///
/// A break changes places of the lock and its mark in one call, which is told as two renames: from the private name to
/// the lock's, and from the lock's to the private one. Where what was taken is not what was wanted, the same call is
/// made again, and told by the same two renames: only counting tells whether the lock or the mark has its name now.
class AsideMoves
{
public:
    void moved(const std::filesystem::path &from, const std::filesystem::path &to);
    /// Something else came to have this name.
    void cameAnew(const std::filesystem::path &path) { m_moves.erase(path); }

    /// What had this name was taken aside and not given back.
    bool isAside(const std::filesystem::path &path) const;
    /// It was told.
    void forget(const std::filesystem::path &path) { m_moves.erase(path); }
    void forgetUnless(const std::function<bool(const std::filesystem::path &)> &isOfInterest);

private:
    struct Move
    {
        std::string id; ///< of the break
        bool isAside = false;
        bool cameBack = false; ///< by the rename right before: then the mark goes by the next one
    };
    std::map<std::filesystem::path, Move> m_moves; ///< by the name that was freed
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace Lockscope {

/// Detects which names were freed by a break, from the renames that inotify reports in order.
///
/// A break exchanges the lock and its placeholder in one call, which inotify reports as two renames: from the private
/// name to the lock's, and from the lock's to the private one. If the moved file is not the intended one, the same call
/// is made again and reported as the same two renames: only by counting can it be determined whether the lock or the
/// placeholder has its name now.
class QuarantineMoves
{
public:
    void moved(const std::filesystem::path &from, const std::filesystem::path &to);
    /// Another file was created under or moved to this name.
    void cameAnew(const std::filesystem::path &path) { m_moves.erase(path); }

    /// Whether the file with this name was quarantined and not restored.
    bool isAside(const std::filesystem::path &path) const;
    /// Call this when the event has been reported.
    void forget(const std::filesystem::path &path) { m_moves.erase(path); }
    void forgetUnless(const std::function<bool(const std::filesystem::path &)> &isOfInterest);

private:
    struct Move
    {
        std::string id; ///< of the break
        bool isAside = false;
        bool cameBack = false; ///< by the previous rename: the placeholder is then removed by the next one
    };
    std::map<std::filesystem::path, Move> m_moves; ///< by the name that was freed
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace Lockscope {

/// A folder that is still to be read: by its root and the path below it, for descriptors are too few to keep.
struct PendingFolder
{
    std::size_t root = 0;
    std::string below; ///< empty for the root itself
};

/// The folders that several workers share: each takes one, finds others in it, and takes the next. The newest comes
/// first, so that few are pending in a deep tree.
class FolderQueue
{
public:
    void add(PendingFolder folder);
    /// Waits for one. Absent when all are read and no worker can find more, or when stop is requested.
    std::optional<PendingFolder> take(std::stop_token stop);
    /// A folder that was taken is read to its end.
    void done();

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<PendingFolder> m_pending;
    std::size_t m_beingRead = 0;
};

} // namespace Lockscope

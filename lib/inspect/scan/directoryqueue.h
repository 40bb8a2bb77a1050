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

/// A directory that is still to be read: by its root and the path below it, because descriptors are too scarce to keep
/// open.
struct PendingDirectory
{
    std::size_t root = 0;
    std::string below; ///< empty for the root itself
};

/// The directories that several workers share: each takes one, adds its subdirectories, and takes the next. The newest
/// is returned first, so that few are pending in a deep tree.
class DirectoryQueue
{
public:
    void add(PendingDirectory directory);
    /// Waits for a directory. Absent when all are read and no worker can add more, or when stop is requested.
    std::optional<PendingDirectory> take(std::stop_token stop);
    /// A directory returned by take() has been read completely.
    void done();

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<PendingDirectory> m_pending;
    std::size_t m_beingRead = 0;
};

} // namespace Lockscope

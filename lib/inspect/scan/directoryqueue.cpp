// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/scan/directoryqueue.h"

namespace Lockscope {

void DirectoryQueue::add(PendingDirectory directory)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_pending.push_back(std::move(directory));
    }
    m_changed.notify_one();
}

std::optional<PendingDirectory> DirectoryQueue::take(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_pending.empty() || m_beingRead == 0; });
    if (stop.stop_requested() || m_pending.empty())
        return std::nullopt;
    auto directory = std::move(m_pending.back());
    m_pending.pop_back();
    ++m_beingRead;
    return directory;
}

void DirectoryQueue::done()
{
    {
        const std::scoped_lock lock(m_mutex);
        --m_beingRead;
    }
    m_changed.notify_all();
}

} // namespace Lockscope

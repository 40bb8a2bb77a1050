// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/lockreport.h>

#include "inspect/sentences.h"

#include <lockscope/displaytext.h>

#include <set>

namespace Lockscope {

std::string LockReport::key() const
{
    if (!path.empty() || !inode)
        return path.native();
    return "inode:" + std::to_string(inode->major) + ':' + std::to_string(inode->minor) + ':' +
           std::to_string(inode->inode);
}

std::size_t LockReport::waiterCount() const
{
    std::set<std::int64_t> pids;
    for (const auto &lock : kernelLocks) {
        for (const auto &waiter : lock.waiters)
            pids.insert(waiter.pid);
    }
    return pids.size();
}

std::vector<LockHolder> LockReport::holders() const
{
    return holdersOf(kernelLocks);
}

QString LockReport::pathText() const
{
    return displayText(path);
}

QString LockReport::formatText() const
{
    return QString::fromStdString(format);
}

} // namespace Lockscope

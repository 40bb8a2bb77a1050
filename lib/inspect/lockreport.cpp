// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/lockreport.h>

#include "formats/ranges.h"
#include "inspect/arguments.h"

#include <lockscope/displaytext.h>

#include <set>

namespace Lockscope {

std::string LockReport::key() const
{
    if (!path.empty() || !inode)
        return row.empty() ? path.native() : path.native() + '\0' + row.native();
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

Phrase LockReport::meaningOf(const KernelLock &lock) const
{
    if (lock.type != KernelLock::Type::Posix && lock.type != KernelLock::Type::Ofd)
        return {};
    const bool write = lock.mode == KernelLock::Mode::Write;
    auto meaning = rangeMeaning(format, lock.start, lock.end, write);
    // If the range has no meaning in the best match, a less certain format that gives it one is more likely.
    for (auto match = formats.begin(); meaning.empty() && match != formats.end(); ++match)
        meaning = rangeMeaning(match->id, lock.start, lock.end, write);
    return {std::string(meaning)};
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

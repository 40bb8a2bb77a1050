// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/lockreport.h>

#include "formats/ranges.h"
#include "inspect/arguments.h"
#include "inspect/facts/facts.h"
#include "inspect/lockkey.h"
#include "values/debugtext.h"

#include <lockscope/displaytext.h>

#include <set>

namespace Lockscope {

namespace {

QString debugText(const LockReport &report)
{
    auto text = report.path.empty() ? displayText(report.key()) : displayText(report.path);
    QDebug(&text).nospace() << ": " << report.verdict;
    text += QStringLiteral(", ") + report.formatText();
    if (!report.owner.isEmpty())
        text += QStringLiteral(", owner ") + report.owner.text();
    return text;
}

} // namespace

std::string LockReport::key() const
{
    return keyText(path, row, inode);
}

std::string LockReport::keyOf(const InodeKey &inode)
{
    return keyText({}, {}, inode);
}

std::size_t LockReport::waiterCount() const
{
    std::set<std::int64_t> pids;
    for (const auto &lock : kernelLocks) {
        for (const auto &waiter : lock.waiters)
            pids.insert(waiter.pid);
    }
    return pids.size() + queue.size();
}

std::vector<LockHolder> LockReport::holders() const
{
    auto locks = kernelLocks;
    std::erase_if(locks, [](const KernelLock &lock) { return !isExclusion(lock); });
    return holdersOf(locks);
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

QString LockReport::processText() const
{
    return process ? displayText(process->name) : QString();
}

QString LockReport::formatText() const
{
    return QString::fromStdString(format);
}

QDebug operator<<(QDebug debug, const LockReport &report)
{
    return writeDebug(std::move(debug), debugText(report));
}

char *toString(const LockReport &report)
{
    return testText(debugText(report));
}

} // namespace Lockscope

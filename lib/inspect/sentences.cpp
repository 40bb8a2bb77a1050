// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/sentences.h"

#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <vector>

namespace Lockscope {

QString processWords(std::int64_t pid, std::string_view name)
{
    QString words = LockPhrases::tr("process %1").arg(pid);
    if (!name.empty())
        words += QStringLiteral(" (") + displayText(name) + QLatin1Char(')');
    return words;
}

QString processWords(std::int64_t pid, const std::optional<ProcessFacts> &process)
{
    return processWords(pid, process ? std::string_view(process->name) : std::string_view());
}

std::vector<LockHolder> holdersOf(const std::vector<KernelLock> &locks)
{
    std::vector<LockHolder> holders;
    for (const auto &lock : locks) {
        for (const auto &holder : lock.holders) {
            const auto isSame = [&](const LockHolder &known) { return known.pid == holder.pid; };
            if (std::none_of(holders.begin(), holders.end(), isSame))
                holders.push_back(holder);
        }
    }
    return holders;
}

QString holderWords(const std::vector<KernelLock> &locks)
{
    constexpr std::size_t MostNamed = 2;
    const auto holders = holdersOf(locks);
    QString words;
    for (std::size_t index = 0; index < std::min(holders.size(), MostNamed); ++index) {
        if (index > 0)
            words += holders.size() > MostNamed ? QStringLiteral(", ") : LockPhrases::tr(" and ");
        words += processWords(holders[index].pid, holders[index].name);
    }
    if (holders.size() > MostNamed)
        words += LockPhrases::tr(" and %1 more").arg(holders.size() - MostNamed);
    return words;
}

QString deadlockWords(const std::vector<std::int64_t> &circle)
{
    if (circle.size() == 1)
        return LockPhrases::tr("deadlock: process %1 waits for itself").arg(circle.front());
    auto words = LockPhrases::tr("deadlock: process %1 waits for process %2").arg(circle[0]).arg(circle[1]);
    for (std::size_t index = 2; index <= circle.size(); ++index)
        words += LockPhrases::tr(", which waits for process %1").arg(circle[index % circle.size()]);
    return words;
}

QString lockWords(const KernelLock &lock)
{
    const bool shared = lock.mode == KernelLock::Mode::Read;
    switch (lock.type) {
    case KernelLock::Type::Lease:
        return shared ? LockPhrases::tr("a read lease") : LockPhrases::tr("a write lease");
    case KernelLock::Type::Flock:
        return shared ? LockPhrases::tr("a shared flock") : LockPhrases::tr("an exclusive flock");
    case KernelLock::Type::Posix:
    case KernelLock::Type::Ofd:
        break;
    }
    const bool posix = lock.type == KernelLock::Type::Posix;
    auto words = posix ? (shared ? LockPhrases::tr("a shared POSIX lock") : LockPhrases::tr("an exclusive POSIX lock"))
                       : (shared ? LockPhrases::tr("a shared OFD lock") : LockPhrases::tr("an exclusive OFD lock"));
    if (lock.start != 0 || lock.end) {
        words += lock.end ? LockPhrases::tr(" on bytes %1 to %2").arg(lock.start).arg(*lock.end)
                          : LockPhrases::tr(" from byte %1 on").arg(lock.start);
    }
    return words;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope {

namespace {

constexpr std::size_t MaxName = 80;

QString processesText(const std::vector<ProcessName> &processes, Language language)
{
    switch (processes.size()) {
    case 0:
        return translated(LockPhrases::noop("a process that cannot be seen from here"), language);
    case 1:
        return text(processes[0], language);
    case 2:
        return translated(LockPhrases::noop("%1 and %2"), language)
            .arg(text(processes[0], language), text(processes[1], language));
    default:
        return translated(LockPhrases::noop("%1, %2 and %3 more"), language)
            .arg(text(processes[0], language), text(processes[1], language), QString::number(processes.size() - 2));
    }
}

const char *lockSource(const LockDescription &lock)
{
    switch (lock.type) {
    case LockDescription::Type::Flock:
        return lock.isShared ? LockPhrases::noop("a shared flock") : LockPhrases::noop("an exclusive flock");
    case LockDescription::Type::Posix:
        return lock.isShared ? LockPhrases::noop("a shared POSIX lock") : LockPhrases::noop("an exclusive POSIX lock");
    case LockDescription::Type::Ofd:
        return lock.isShared ? LockPhrases::noop("a shared OFD lock") : LockPhrases::noop("an exclusive OFD lock");
    case LockDescription::Type::Lease:
        break;
    }
    return lock.isShared ? LockPhrases::noop("a read lease") : LockPhrases::noop("a write lease");
}

QString lockText(const LockDescription &lock, Language language)
{
    auto words = translated(lockSource(lock), language);
    const bool isRecordLock = lock.type == LockDescription::Type::Posix || lock.type == LockDescription::Type::Ofd;
    if (!isRecordLock || (lock.start == 0 && !lock.end))
        return words;
    if (!lock.end)
        return translated(LockPhrases::noop("%1 from byte %2 on"), language).arg(words).arg(lock.start);
    return translated(LockPhrases::noop("%1 on bytes %2 to %3"), language).arg(words).arg(lock.start).arg(*lock.end);
}

QString deadlockText(const std::vector<std::int64_t> &pids, Language language)
{
    if (pids.size() == 1)
        return translated(LockPhrases::noop("deadlock: process %1 waits for itself"), language).arg(pids.front());
    auto words =
        translated(LockPhrases::noop("deadlock: process %1 waits for process %2"), language).arg(pids[0]).arg(pids[1]);
    for (std::size_t index = 2; index <= pids.size(); ++index)
        words = translated(LockPhrases::noop("%1, which waits for process %2"), language)
                    .arg(words)
                    .arg(pids[index % pids.size()]);
    return words;
}

QString ownerText(const OwnerNames &owner, Language language)
{
    QString words;
    for (const auto pid : owner.pids)
        words = words.isEmpty() ? QString::number(pid)
                                : translated(LockPhrases::noop("%1 or %2"), language).arg(words, QString::number(pid));
    if (owner.name)
        words += (words.isEmpty() ? QString() : QStringLiteral(" ")) + displayText(*owner.name, MaxName);
    if (!owner.hostname)
        return words;
    const auto host = displayText(*owner.hostname, MaxName);
    return words.isEmpty() ? translated(LockPhrases::noop("host %1"), language).arg(host)
                           : translated(LockPhrases::noop("%1 on host %2"), language).arg(words, host);
}

struct ArgumentText
{
    Language language;

    QString operator()(std::int64_t number) const { return QString::number(number); }
    QString operator()(double number) const { return QString::number(number, 'f', 1); }
    QString operator()(const std::string &bytes) const { return displayText(bytes); }
    QString operator()(const ProcessName &process) const { return text(process, language); }
    QString operator()(const ProcessNames &names) const { return processesText(names.processes, language); }
    QString operator()(const LockDescription &lock) const { return lockText(lock, language); }
    QString operator()(const DeadlockCycle &cycle) const { return deadlockText(cycle.pids, language); }
    QString operator()(const OwnerNames &owner) const { return ownerText(owner, language); }
    QString operator()(const Phrase &phrase) const { return text(phrase, language); }
};

} // namespace

QString text(const ProcessName &process, Language language)
{
    auto words = translated(LockPhrases::noop("process %1"), language).arg(process.pid);
    if (!process.name.empty())
        words += QStringLiteral(" (") + displayText(process.name) + QLatin1Char(')');
    return words;
}

QString text(const Message::Argument &argument, Language language)
{
    return std::visit(ArgumentText{language}, argument);
}

} // namespace Lockscope

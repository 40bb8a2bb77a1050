// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/match.h"

#include "inspect/facts/facts.h"
#include "inspect/pathnames.h"

#include <algorithm>

namespace Lockscope {

namespace {

Subject::KernelLockKind kindOf(KernelLock::Type type)
{
    switch (type) {
    case KernelLock::Type::Flock:
        return Subject::KernelLockKind::Flock;
    case KernelLock::Type::Posix:
    case KernelLock::Type::Ofd:
        return Subject::KernelLockKind::Fcntl;
    case KernelLock::Type::Lease:
        break;
    }
    return Subject::KernelLockKind::Lease;
}

std::vector<Subject::KernelLockKind> kindsOf(const std::vector<KernelLock> &locks)
{
    std::vector<Subject::KernelLockKind> kinds;
    for (const auto &lock : locks) {
        const auto kind = kindOf(lock.type);
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            kinds.push_back(kind);
    }
    return kinds;
}

/// Resolves the ambiguity between a host name and a program name, as in `PID\nWORD\n`, which both py-filelock and
/// openlock write: if the process with that PID shows the word, it is a program name. If there is no such process, it
/// is also a program name if py-filelock does not use the name of the lock; both formats still count.
void preferProgram(std::vector<FormatReading> &readings, std::string_view lockName, const HostSnapshot &machine)
{
    if (readings.size() < 2 || !readings.front().claim.pid || !readings.front().claim.hostname)
        return;
    const auto &first = readings.front().claim;
    const auto &aliases = machine.facts()->hostAliases;
    if (*first.hostname == machine.host().hostname || std::ranges::find(aliases, *first.hostname) != aliases.end())
        return;
    const auto other = std::ranges::find_if(readings, [&](const FormatReading &reading) {
        return reading.namesProgram && reading.claim.pid == first.pid && reading.claim.name == first.hostname;
    });
    if (other == readings.end())
        return;
    const auto process = machine.process(*first.pid);
    if (process ? !showsName(*process, *first.hostname) : lockName.ends_with(".lock"))
        return;
    other->confidence = std::max(other->confidence, readings.front().confidence);
    std::rotate(readings.begin(), other, other + 1);
}

} // namespace

Matches matchFormats(const std::filesystem::path &path, Probe &probed, Choice choice, DirectoryAtHand directory,
                     const Surroundings &surroundings, const HostSnapshot &machine)
{
    Subject subject;
    static_cast<InodeInfo &>(subject) = probed.info();
    subject.name = lastComponent(path);
    // Computed once: many rules use it.
    subject.calledLock = choice == Choice::AskedFor || looksLikeLockName(subject.name);
    subject.directory = directory.name ? *directory.name : directoryName(path);
    subject.location = locationOf(path);
    subject.content = std::move(probed.content);
    subject.contentRead = probed.contentState == Probe::Content::Read;
    subject.linkTarget = std::move(probed.linkTarget);
    subject.kernelLocks = kindsOf(probed.kernelLocks);
    subject.surroundings = probed.type == InodeInfo::InodeType::None ? nullptr : &surroundings;

    Matches matches;
    matches.readings = readAll(subject);
    preferProgram(matches.readings, subject.name, machine);
    matches.isDocument = matches.readings.empty() && isDocument(subject);
    matches.mentionsOwner = matches.readings.empty() && mentionsOwner(subject);
    probed.content = std::move(subject.content);
    probed.linkTarget = std::move(subject.linkTarget);
    return matches;
}

void keepOnly(Matches &matches, std::string_view kind)
{
    const auto known = std::ranges::find(matches.readings, kind, &FormatReading::id);
    if (known == matches.readings.end())
        return;
    known->confidence = 1;
    known->bareNumber = false;
    known->unknownBase = false;
    known->matchesName = true;
    matches.readings = {std::move(*known)};
}

std::vector<FormatReading> matchKernelLocks(std::string_view name, const std::vector<KernelLock> &locks)
{
    Subject subject;
    subject.links = 1;
    subject.name = name;
    subject.contentRead = false;
    subject.kernelLocks = kindsOf(locks);
    return readAll(subject);
}

} // namespace Lockscope

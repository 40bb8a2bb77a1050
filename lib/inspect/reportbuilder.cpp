// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/reportbuilder.h"

#include "formats/format.h"
#include "inspect/deletedfile.h"
#include "inspect/directorysurroundings.h"
#include "inspect/facts.h"
#include "inspect/lockedinodes.h"
#include "inspect/pathnames.h"
#include "inspect/relatedfacts.h"
#include "system/answers.h"

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

void copyStatus(const struct statx &status, LockReport &report)
{
    report.size = status.stx_size;
    report.mode = status.stx_mode & 07777U;
    report.links = status.stx_nlink;
    report.ownerUid = status.stx_uid;
    if ((status.stx_mask & STATX_BTIME) != 0)
        report.created = toWallTime(status.stx_btime);
    report.modified = toWallTime(status.stx_mtime);
    report.changed = toWallTime(status.stx_ctime);
}

/// Adds a lock that the kernel reports for the open file, if it is not in the lock table.
void addReportedLock(const Probe &probed, std::vector<KernelLock> &locks)
{
    const auto isRecordLock = [](const KernelLock &lock) {
        return lock.type == KernelLock::Type::Posix || lock.type == KernelLock::Type::Ofd;
    };
    if (!probed.reportedLock || (probed.reportedLock->tablePid != 0 && std::ranges::any_of(locks, isRecordLock)))
        return;
    auto lock = *probed.reportedLock;
    lock.inode = probed.place->inode;
    lock.file = probed.place->file;
    locks.push_back(std::move(lock));
}

/// Resolves the ambiguity between a host name and a program name, as in `PID\nWORD\n`, which both py-filelock and
/// openlock write: if the process with that PID shows the word, it is a program name. If there is no such process, it
/// is also a program name if py-filelock does not use the name of the lock; both formats still count.
void preferProgram(std::vector<FormatReading> &readings, std::string_view lockName, const HostSnapshot &machine)
{
    if (readings.size() < 2 || !readings.front().claim.pid || !readings.front().claim.hostname)
        return;
    const auto &first = readings.front().claim;
    const auto &aliases = machine.hostAliases();
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

LockReport buildReport(std::filesystem::path path, Probe probed, const HostSnapshot &machine, Choice choice,
                       DirectoryAtHand directory)
{
    LockReport report;
    report.path = std::move(path);
    report.inodeType = probed.type;
    report.error = probed.error;
    auto facts = machineFacts(machine);
    facts.absent = probed.absent;
    facts.error = probed.error;
    facts.name = lastComponent(report.path);
    facts.calledLock = choice == Choice::ByRule;
    facts.askedFor = choice == Choice::AskedFor;
    facts.inodeType = probed.type;
    facts.content = probed.contentState;
    facts.changedWhileLooking = probed.changedWhileLooking;
    if (probed.type != LockReport::InodeType::None) {
        copyStatus(probed.status, report);
        facts.size = report.size;
        facts.links = report.links;
        facts.created = report.created;
        facts.modified = report.modified;
        facts.changed = report.changed;
        report.age = facts.now - *report.modified;
    }
    if (probed.place) {
        report.inode = probed.place->inode;
        report.fileSystem = probed.place->fileSystem;
        facts.fileSystem = probed.place->fileSystem;
        if (machine.mayHaveKernelLock(probed.place->inode.inode))
            facts.kernelLocks = locksOn(*probed.place, machine.kernelLocks());
        addReportedLock(probed, facts.kernelLocks);
    }
    if (report.inode && report.created) {
        auto &lockedInodes = LockedInodes::instance();
        if (isLocked(facts))
            lockedInodes.add(*report.inode, *report.created);
        else
            facts.kernelLockSeen =
                lockedInodes.wasLockedBefore(machine.kernelLocks().readAt(), *report.inode, *report.created);
    }
    // Its directory may not respond.
    if (!probed.error)
        facts.deletedLocks = locksOnDeletedFiles(report.path, probed.place, machine);
    report.contentRead = probed.contentState == Probe::Content::Read;

    const DirectorySurroundings surroundings(directory, report.path, probed.status.stx_ino, machine);
    Subject subject{.name = facts.name,
                    .calledLock = choice != Choice::Found,
                    .directory = directory.name ? *directory.name : directoryName(report.path),
                    .inodeType = probed.type,
                    .size = report.size,
                    .mode = report.mode,
                    .links = report.links,
                    .content = std::move(probed.content),
                    .contentRead = report.contentRead,
                    .linkTarget = std::move(probed.linkTarget),
                    .kernelLocks = kindsOf(facts.kernelLocks),
                    .surroundings = probed.type == LockReport::InodeType::None ? nullptr : &surroundings};
    auto readings = readAll(subject);
    preferProgram(readings, facts.name, machine);
    facts.isDocument = readings.empty() && isDocument(subject);
    facts.mentionsOwner = readings.empty() && mentionsOwner(subject);
    if (probed.type != LockReport::InodeType::None)
        lookAround(readings, surroundings, probed, machine, facts);
    judgeInto(report, readings, std::move(facts), machine, probed.place);
    report.content = std::move(subject.content);
    report.linkTarget = std::move(subject.linkTarget);
    return report;
}

LockReport unansweredReport(std::filesystem::path path, const HostSnapshot &machine)
{
    Probe probed;
    probed.error = ProbeError{"ETIMEDOUT", "openat", noAnswerText()};
    return buildReport(std::move(path), std::move(probed), machine, Choice::AskedFor);
}

LockReport buildReportWithoutPath(std::vector<KernelLock> locks, const HostSnapshot &machine)
{
    LockReport report;
    const auto &first = locks.front();
    report.inode = first.inode;
    auto facts = machineFacts(machine);
    facts.name = lastComponent(first.path);

    Subject subject;
    subject.name = facts.name;
    subject.inodeType = LockReport::InodeType::None;
    subject.contentRead = false;
    subject.kernelLocks = kindsOf(locks);
    facts.kernelLocks = std::move(locks);
    judgeInto(report, readAll(subject), std::move(facts), machine);
    return report;
}

} // namespace Lockscope

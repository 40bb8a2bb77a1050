// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict.h"

#include "inspect/evidence/rules.h"
#include "inspect/sentences.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope {

namespace {

using State = Verdict::State;
using Confidence = Verdict::Confidence;
using Reason = Verdict::Reason;

/// A reading as sure as this is taken for certain.
constexpr double Certain = 0.8;

Verdict unknown(Reason reason, QString summary)
{
    return {State::Unknown, Confidence::Presumed, reason, std::move(summary)};
}

Verdict stale(Reason reason, QString summary)
{
    return {State::Stale, Confidence::Proved, reason, std::move(summary)};
}

/// One judgement: the arguments of judge(), at hand for each step.
struct Judgement
{
    std::span<const Recognition> readings;
    const Facts &facts;
    const std::vector<Evidence> &evidence;

    bool has(std::string_view id) const { return find(evidence, id) != nullptr; }
    QString fact(std::string_view id) const { return find(evidence, id)->fact; }

    Verdict judge() const;
    Verdict held() const;
    Verdict notRead() const;
    Verdict unrecognised() const;
    Verdict byKernelLock() const;
    Verdict byProcess() const;
    Verdict gone() const;
    Verdict alive() const;
};

Verdict Judgement::held() const
{
    std::vector<KernelLock> locks;
    std::copy_if(facts.kernelLocks.begin(), facts.kernelLocks.end(), std::back_inserter(locks), isExclusion);
    const auto holders = holderWords(locks);
    QString what = holdersOf(locks).size() <= 1 ? QStringLiteral("has ") : QStringLiteral("have ");
    what += locks.size() == 1 ? QStringLiteral("a kernel lock") : QStringLiteral("kernel locks");
    const auto &first = locks.front();
    if (facts.inodeType != LockReport::InodeType::None || first.path.empty())
        what += QStringLiteral(" on it");
    else if (first.pathState == KernelLock::PathState::Deleted)
        what += QStringLiteral(" on %1, which was deleted").arg(displayText(first.path));
    else
        what += QStringLiteral(" on %1, as it is called where that process lives").arg(displayText(first.path));
    auto summary =
        QStringLiteral("Held: %1 %2.")
            .arg(holders.isEmpty() ? QStringLiteral("a process that cannot be seen from here") : holders, what);
    if (has("hidden-processes"))
        summary += QStringLiteral(" Run as root to see for sure who.");
    return {State::Held, Confidence::Proved, Reason::KernelLockHeld, summary};
}

Verdict Judgement::notRead() const
{
    if (has(EvidenceId::LeaseNotOpened)) {
        const auto holders = holderWords(facts.kernelLocks);
        return unknown(Reason::Unreadable, QStringLiteral("Not read: %1 has a lease on it, which opening would break.")
                                               .arg(holders.isEmpty() ? QStringLiteral("a process") : holders));
    }
    if (has(EvidenceId::OwnPosixLockNotOpened))
        return unknown(Reason::Unreadable,
                       QStringLiteral("Not read: this process has a POSIX lock on it, which closing it would drop."));
    const auto words = displayText(facts.error->message);
    if (facts.content != Look::Content::Refused)
        return unknown(Reason::Unreadable, QStringLiteral("Cannot be looked at: %1.").arg(words));
    auto summary = QStringLiteral("Its content cannot be read: %1.").arg(words);
    if (facts.error->code == "EACCES")
        summary += QStringLiteral(" Run as its owner or as root.");
    return unknown(Reason::Unreadable, summary);
}

Verdict Judgement::unrecognised() const
{
    const bool lockLike = looksLikeLock(facts.name, facts.inodeType);
    QString summary;
    switch (facts.inodeType) {
    case LockReport::InodeType::Directory:
        summary =
            lockLike
                ? QStringLiteral("A folder with the name of a lock. Which program marks a lock by it is not known.")
                : QStringLiteral("Not a lock: a folder. Scan it to see the locks in it.");
        break;
    case LockReport::InodeType::Symlink:
        summary = lockLike
                      ? QStringLiteral(
                            "A symbolic link with the name of a lock. Which program marks a lock by it is not known.")
                      : QStringLiteral("Not a lock: a symbolic link. Look at what it points to instead.");
        break;
    case LockReport::InodeType::Fifo:
        summary = QStringLiteral("Not a lock: a FIFO.");
        break;
    case LockReport::InodeType::Socket:
        summary = QStringLiteral("Not a lock: a socket.");
        break;
    case LockReport::InodeType::CharacterDevice:
    case LockReport::InodeType::BlockDevice:
        summary = QStringLiteral("Not a lock: a device.");
        break;
    case LockReport::InodeType::None:
        summary = QStringLiteral("What it is cannot be seen from here.");
        break;
    case LockReport::InodeType::Regular:
        // No mark of any program that is known, so only a kernel lock could hold it.
        if (!lockLike)
            return byKernelLock();
        summary = QStringLiteral("It has the name of a lock, but what it holds fits no known format.");
        break;
    }
    return unknown(Reason::Unrecognised, summary);
}

Verdict Judgement::byKernelLock() const
{
    if (has(EvidenceId::RemoteFileSystem))
        return unknown(
            Reason::OtherHost,
            QStringLiteral(
                "Nobody on this host has a kernel lock on it, but it lies on %1: look on the other hosts that use it.")
                .arg(displayText(facts.fileSystem.type, 40)));
    const bool certain = !readings.empty() && readings.front().confidence >= Certain;
    Verdict verdict{State::Free, Confidence::Presumed, Reason::KernelLockFree, {}};
    if (!facts.seesAllProcesses) {
        verdict.summary =
            QStringLiteral("Free, as far as can be seen from inside this container: nobody in it has a kernel lock "
                           "on it. Look on the host to be sure.");
    } else if (readings.empty()) {
        verdict.summary = QStringLiteral("An ordinary file, and nobody has a kernel lock on it.");
    } else if (certain) {
        verdict.confidence = Confidence::Proved;
        verdict.summary = facts.size == 0
                              ? QStringLiteral("Free: nobody has a kernel lock on it.")
                              : QStringLiteral("Free: nobody has a kernel lock on it, whatever its text says.");
    } else if (facts.size == 0) {
        verdict.summary =
            QStringLiteral("Free, if it is for kernel locks: nobody has one on it. But an empty file may also be a "
                           "program's mark, held while it is there.");
    } else {
        verdict.summary = QStringLiteral("Free, if it is for kernel locks, as its text looks: nobody has one on it.");
    }
    return verdict;
}

Verdict Judgement::gone() const
{
    const auto &claimed = facts.claimed.front();
    const auto pid = QString::number(claimed.pid);
    if (has(EvidenceId::OwnPidNamespace))
        return unknown(
            Reason::OtherPidNamespace,
            QStringLiteral("Process %1 is not in this container, but one outside of it may be meant. Look on the host.")
                .arg(pid));
    if (has(EvidenceId::InnerPidNamespace))
        return unknown(
            Reason::OtherPidNamespace,
            QStringLiteral("Process %1 has ended here, but %2. Look inside that container whether it is the holder.")
                .arg(pid, fact(EvidenceId::InnerPidNamespace)));
    if (has(EvidenceId::ProcessesHidden))
        return unknown(
            Reason::OtherPidNamespace,
            QStringLiteral("Process %1 has ended here, but one in a container may be meant. Run as root to see "
                           "processes of other users.")
                .arg(pid));
    if (has(EvidenceId::RemoteFileSystem) && !facts.claim.hostname)
        return unknown(
            Reason::OtherHost,
            QStringLiteral(
                "There is no such process %1 here, but the file lies on %2 and names no host: look on the other "
                "hosts that use it.")
                .arg(pid, displayText(facts.fileSystem.type, 40)));
    if (facts.saysMore)
        return unknown(
            Reason::AmbiguousPid,
            QStringLiteral("Process %1, which its first line names, has ended, but its other lines may name another "
                           "process or host. The program that wrote it knows.")
                .arg(pid));
    if (facts.claimed.size() > 1)
        return stale(
            Reason::PidDead,
            QStringLiteral("Left behind: its digits can be read as several processes, and all of them have ended."));
    if (has(EvidenceId::PidDead))
        return stale(Reason::PidDead, QStringLiteral("Left behind: process %1 on this host has ended.").arg(pid));
    if (has(EvidenceId::Zombie))
        return stale(Reason::ZombieHolder,
                     QStringLiteral("Left behind: %1 has ended, and only its parent has not noticed yet.")
                         .arg(processWords(claimed.pid, claimed.process)));
    return stale(
        Reason::PidRecycled,
        QStringLiteral("Left behind: the process that wrote it has ended, and %1 started later with the same number.")
            .arg(processWords(claimed.pid, claimed.process)));
}

Verdict Judgement::alive() const
{
    const auto &claimed = facts.claimed.front();
    auto summary = QStringLiteral("Held, as it seems: %1, which it names, is running.")
                       .arg(processWords(claimed.pid, claimed.process));
    if (!has(EvidenceId::PidAlive) && !claimed.process)
        summary =
            QStringLiteral(
                "Held, as it seems: process %1 of another user, which it names, is running. Run as root to see more.")
                .arg(claimed.pid);
    return {State::Held, Confidence::Presumed, Reason::PidAlive, summary};
}

Verdict Judgement::byProcess() const
{
    if (facts.torn)
        return unknown(
            Reason::Torn,
            QStringLiteral("It names no process: its writer ended while writing, or is writing just now. Look again."));
    if (facts.claim.pids.empty())
        return unknown(
            Reason::NoOwnerRecorded,
            QStringLiteral(
                "It names no process, so nothing on this host can decide who holds it. Ask the program that uses it."));
    if (has(EvidenceId::OtherHost))
        return unknown(Reason::OtherHost,
                       QStringLiteral("Made on host %1: look there.").arg(displayText(*facts.claim.hostname, 80)));
    if (has(EvidenceId::HostUnclear))
        return unknown(Reason::OtherHost,
                       QStringLiteral("Whether it was made on this host is not clear: %1. If so, look there.")
                           .arg(fact(EvidenceId::HostUnclear)));
    if (has(EvidenceId::AmbiguousPid))
        return unknown(
            Reason::AmbiguousPid,
            QStringLiteral(
                "Its digits can be read as several processes (%1), and not all of them have ended. The program that "
                "made it knows which is meant.")
                .arg(facts.claim.text()));
    if (has(EvidenceId::PidAlive) || has(EvidenceId::PidAliveOtherUser))
        return alive();
    if (has(EvidenceId::PidDead) || has(EvidenceId::Zombie) || has(EvidenceId::PidRecycled))
        return gone();
    return unknown(Reason::NoOwnerRecorded, QStringLiteral("The number in it is no process that can be asked for."));
}

Verdict Judgement::judge() const
{
    if (facts.absent)
        return {State::Absent, Confidence::Proved, Reason::Absent, QStringLiteral("There is no such file.")};
    if (isLocked(facts))
        return held();
    if (facts.error || has(EvidenceId::LeaseNotOpened) || has(EvidenceId::OwnPosixLockNotOpened))
        return notRead();
    if (!facts.kernelLocksRead)
        return unknown(
            Reason::Unreadable,
            QStringLiteral("The kernel's table of locks cannot be read, so nobody can be ruled out as the holder."));
    if (readings.empty())
        return unrecognised();
    switch (readings.front().heldTest) {
    case HeldTest::KernelLock:
        return byKernelLock();
    case HeldTest::Process:
        return byProcess();
    case HeldTest::Heartbeat:
        if (!facts.claim.pids.empty())
            return byProcess();
        [[fallthrough]];
    case HeldTest::Exists:
        return {State::Held, Confidence::Presumed, Reason::MarkerPresent,
                QStringLiteral("Held, as it seems: this kind of lock is held while it is there.")};
    case HeldTest::None:
        break;
    }
    return unrecognised();
}

} // namespace

Verdict judge(std::span<const Recognition> readings, const Facts &facts, const std::vector<Evidence> &evidence)
{
    return Judgement{readings, facts, evidence}.judge();
}

std::string_view formatOf(std::span<const Recognition> readings, const Facts &facts)
{
    if (!readings.empty())
        return readings.front().id;
    return looksLikeLock(facts.name, facts.inodeType) || facts.absent || facts.inodeType == LockReport::InodeType::None
               ? "unrecognised"
               : "none";
}

} // namespace Lockscope

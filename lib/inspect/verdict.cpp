// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict.h"

#include "inspect/judgement.h"
#include "inspect/sentences.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <algorithm>

namespace Lockscope {

namespace {

using State = Verdict::State;
using Confidence = Verdict::Confidence;
using Reason = Verdict::Reason;

/// A reading as sure as this is taken for certain.
constexpr double Certain = 0.8;

/// A reading that is less sure than this says that it may be a lock of that format, and is no knowledge of it.
constexpr double Known = 0.7;

/// What is not known to be no lock, and has the name of one, or a text that may name its owner, or was asked for.
bool hasLooksOfLock(const Facts &facts)
{
    if (facts.calledLock)
        return true;
    const bool asked = facts.askedFor && facts.inodeType == LockReport::InodeType::Regular;
    return !facts.isDocument && (asked || facts.mentionsOwner || looksLikeLock(facts.name, facts.inodeType));
}

} // namespace

QString nameWords(const std::optional<std::string> &name)
{
    return displayText(name.value_or(std::string()), 80);
}

QString Judgement::toLearnMore(const QString &otherwise) const
{
    const auto ask = readings.empty() ? std::string_view() : readings.front().ask;
    return ask.empty() ? otherwise : LockPhrases::told(ask);
}

QString Judgement::programRule() const
{
    if (readings.empty() || readings.front().programRule.empty())
        return {};
    return LockPhrases::tr("Its program takes it for left behind %1.")
        .arg(LockPhrases::told(readings.front().programRule));
}

Verdict Judgement::held() const
{
    std::vector<KernelLock> locks;
    std::ranges::copy_if(facts.kernelLocks, std::back_inserter(locks),
                         [](const KernelLock &lock) { return isExclusion(lock) && lock.onThisFile; });
    const auto holders = holderWords(locks);
    QString what = holdersOf(locks).size() <= 1 ? LockPhrases::tr("has ") : LockPhrases::tr("have ");
    what += locks.size() == 1 ? LockPhrases::tr("a kernel lock") : LockPhrases::tr("kernel locks");
    const auto &first = locks.front();
    if (facts.inodeType != LockReport::InodeType::None || first.path.empty())
        what += LockPhrases::tr(" on it");
    else if (first.pathState == KernelLock::PathState::Deleted)
        what += LockPhrases::tr(" on %1, which was deleted").arg(displayText(first.path));
    else
        what += LockPhrases::tr(" on %1, as it is called where that process lives").arg(displayText(first.path));
    auto summary =
        LockPhrases::tr("Held: %1 %2.")
            .arg(holders.isEmpty() ? LockPhrases::tr("a process that cannot be seen from here") : holders, what);
    const auto named = holdersOf(locks);
    if (named.size() == 1 && named.front().source == LockHolder::Source::Table)
        summary = LockPhrases::tr("Held: %1 acquired a kernel lock on it and is still running.").arg(holders);
    if (has(EvidenceId::Deadlock))
        summary += QStringLiteral(" ") + LockPhrases::capital(fact(EvidenceId::Deadlock)) +
                   LockPhrases::tr(". Ending one of them lets the others continue.");
    if (has("hidden-processes") && !facts.isRoot)
        summary += LockPhrases::tr(" Run as root to see for sure who.");
    return {State::Held, Confidence::Proved, Reason::KernelLockHeld, summary};
}

Verdict Judgement::heldPerhaps() const
{
    auto summary = LockPhrases::tr("Probably held: the kernel reports a lock on a file with this inode number, but "
                                   "several files on %1 may have that number, and the holder's open files cannot be "
                                   "read.")
                       .arg(displayText(facts.fileSystem.type, 40));
    if (!facts.isRoot)
        summary += LockPhrases::tr(" Run as root to be sure.");
    return presumedHeld(Reason::KernelLockHeld, summary);
}

Verdict Judgement::heldByGuard() const
{
    const auto holders = holderWords(facts.guard->locks);
    const bool isSure = std::ranges::any_of(facts.guard->locks, &KernelLock::onThisFile);
    return {State::Held, isSure ? Confidence::Proved : Confidence::Presumed, Reason::KernelLockHeld,
            LockPhrases::tr("Held: %1 %2 a kernel lock on %3 beside it, and that decides.")
                .arg(holders.isEmpty() ? LockPhrases::tr("a process that cannot be seen from here") : holders,
                     holdersOf(facts.guard->locks).size() <= 1 ? LockPhrases::tr("has") : LockPhrases::tr("have"),
                     nameWords(facts.guard->name))};
}

Verdict Judgement::notRead() const
{
    if (has(EvidenceId::LeaseNotOpened)) {
        const auto holders = holderWords(facts.kernelLocks);
        return unknownVerdict(Reason::Unreadable,
                              LockPhrases::tr("Not read: %1 has a lease on it, which opening would break. "
                                              "Look again when it has given that back.")
                                  .arg(holders.isEmpty() ? LockPhrases::tr("a process") : holders));
    }
    if (has(EvidenceId::OwnPosixLockNotOpened))
        return unknownVerdict(
            Reason::Unreadable,
            LockPhrases::tr("Not read: this process has a POSIX lock on it, which closing it would drop. Look "
                            "with another process."));
    const auto words = displayText(facts.error->message);
    auto summary = (facts.content == Look::Content::Refused ? LockPhrases::tr("Its content cannot be read: %1.")
                                                            : LockPhrases::tr("Cannot be looked at: %1."))
                       .arg(words);
    if (facts.error->code == "EACCES" && !facts.isRoot)
        summary += LockPhrases::tr(" Run as its owner or as root.");
    return unknownVerdict(Reason::Unreadable, summary);
}

Verdict Judgement::unrecognised() const
{
    const bool lockLike = hasLooksOfLock(facts);
    QString summary;
    switch (facts.inodeType) {
    case LockReport::InodeType::Directory:
        summary = lockLike
                      ? LockPhrases::tr("A folder with the name of a lock. Which program marks a lock by it is not "
                                        "known: look who made it.")
                      : LockPhrases::tr("Not a lock: a folder. Scan it to see the locks in it.");
        break;
    case LockReport::InodeType::Symlink:
        summary = lockLike
                      ? LockPhrases::tr("A symbolic link with the name of a lock. Which program marks a lock by it "
                                        "is not known: look who made it.")
                      : LockPhrases::tr("Not a lock: a symbolic link. Look at what it points to instead.");
        break;
    case LockReport::InodeType::Fifo:
        summary = LockPhrases::tr("Not a lock: a FIFO.");
        break;
    case LockReport::InodeType::Socket:
        summary = LockPhrases::tr("Not a lock: a socket.");
        break;
    case LockReport::InodeType::CharacterDevice:
    case LockReport::InodeType::BlockDevice:
        summary = LockPhrases::tr("Not a lock: a device.");
        break;
    case LockReport::InodeType::None:
        summary = LockPhrases::tr("What it is cannot be seen from here.");
        break;
    case LockReport::InodeType::Regular:
        // No mark of any program that is known, so only a kernel lock could hold it.
        if (!lockLike)
            return byKernelLock();
        summary = facts.size == 0 ? LockPhrases::tr("An empty file of an unknown format. No process holds a kernel "
                                                    "lock on it, but some programs treat an existing file as held. "
                                                    "Check which program created it.")
                                  : LockPhrases::tr("Its content fits no known format. No process holds a kernel lock "
                                                    "on it, but that does not make it free. Check which program "
                                                    "created it.");
        break;
    }
    return unknownVerdict(Reason::Unrecognised, summary);
}

Verdict Judgement::byKernelLock() const
{
    if (has(EvidenceId::RemoteFileSystem))
        return unknownVerdict(
            Reason::OtherHost,
            LockPhrases::tr(
                "Nobody on this host has a kernel lock on it, but it lies on %1: look on the other hosts that use it.")
                .arg(displayText(facts.fileSystem.type, 40)));
    if (isGuardFree(facts))
        return {State::Free, Confidence::Proved, Reason::KernelLockFree,
                LockPhrases::tr("Free: nobody has a kernel lock on %1 beside it, which its holder would have. What it "
                                "says is left over.")
                    .arg(nameWords(facts.guard->name))};
    // Without the file that decides, all that is known is that it is there.
    const bool guarded = !readings.empty() && !readings.front().guard.empty();
    if ((guarded && facts.seesAllProcesses) || facts.marks.value_or(0) > 0)
        return byExistence();
    const bool certain = !readings.empty() && readings.front().confidence >= Certain;
    if (!facts.seesAllProcesses)
        return unknownVerdict(
            Reason::OtherPidNamespace,
            LockPhrases::tr("No process in this container holds a kernel lock on it, but one outside of the container "
                            "may, which cannot be seen from here. Check on the host."));
    if (!readings.empty() && readings.front().confidence < Known && !has(EvidenceId::KernelLockSeen))
        return byUnknownMeans();
    Verdict verdict{State::Free, Confidence::Presumed, Reason::KernelLockFree, {}};
    if (readings.empty()) {
        verdict.summary = LockPhrases::tr("An ordinary file, and nobody has a kernel lock on it.");
    } else if (certain) {
        verdict.confidence = Confidence::Proved;
        verdict.summary = facts.size == 0
                              ? LockPhrases::tr("Free: nobody has a kernel lock on it.")
                              : LockPhrases::tr("Free: nobody has a kernel lock on it, whatever its text says.");
    } else if (has(EvidenceId::KernelLockSeen)) {
        verdict.summary =
            LockPhrases::tr("Probably free: a process held a kernel lock on it before, and none does now.");
    } else {
        verdict.summary = LockPhrases::tr("Probably free: no process holds a kernel lock on it.");
    }
    return verdict;
}

Verdict Judgement::byUnknownMeans() const
{
    if (facts.size != 0)
        return unknownVerdict(
            Reason::NoOwnerRecorded,
            LockPhrases::tr("No process holds a kernel lock on it. It is free if its program uses kernel locks, as its "
                            "text looks; whether it does is not known. Check which program created it."));
    return unknownVerdict(
        Reason::NoOwnerRecorded,
        LockPhrases::tr(
            "An empty lock file that records no owner, and no process holds a kernel lock on it. It is free "
            "if its program uses kernel locks, such as flock(1). It is held if its program treats an "
            "existing file as held, such as py-filelock's SoftFileLock. Check which program created it."));
}

Verdict Judgement::torn() const
{
    auto summary =
        LockPhrases::tr("It names no process: its writer ended while writing, or is writing just now. Look again.");
    if (const auto rule = programRule(); !rule.isEmpty())
        summary += QLatin1Char(' ') + rule;
    return unknownVerdict(Reason::Torn, summary);
}

Verdict Judgement::byExistence() const
{
    if (facts.torn)
        return torn();
    const auto ask = toLearnMore(LockPhrases::tr("ask the program that uses it"));
    if (facts.marks == 0)
        return {State::Free, Confidence::Proved, Reason::NoOwnerRecorded,
                LockPhrases::tr("Free: no row in it marks a lock.")};
    if (has(EvidenceId::ProgramRuns))
        return presumedHeld(Reason::PidAlive,
                            LockPhrases::tr("Held, as it seems: %1 works in the folder that it "
                                            "belongs to.")
                                .arg(processWords(facts.programs.process->pid, facts.programs.process)));
    if (has(EvidenceId::ChangedBeforeBoot))
        return unknownVerdict(
            Reason::BootedSince,
            LockPhrases::tr("It was last changed before this host booted, so no process of this host that made it is "
                            "left. But it names none, and another host may share the folder: %1.")
                .arg(ask));
    const bool namesHostOnly = facts.claim.hostname && facts.claim.pids.empty() && !facts.claim.name;
    const auto owner =
        namesHostOnly ? LockPhrases::tr("a host, %1").arg(nameWords(facts.claim.hostname)) : facts.claim.text();
    if (has(EvidenceId::NoProgramRuns) && !facts.fileSystem.remote && isOfThisHost(facts))
        return unknownVerdict(Reason::MarkerPresent,
                              LockPhrases::tr("Left behind, as it seems: it names %1, and no program that makes such "
                                              "locks runs on this host. That is no proof; before you remove it: %2.")
                                  .arg(owner.isEmpty() ? LockPhrases::tr("no process") : owner, ask));
    return presumedHeld(
        Reason::MarkerPresent,
        owner.isEmpty() ? LockPhrases::tr("Held, as it seems: this kind of lock is held while it is there, and it "
                                          "names no process. To be sure: %1.")
                              .arg(ask)
                        : LockPhrases::tr("Held, as it seems: this kind of lock is held while it is there. It names "
                                          "%1, but no process that can be asked for. To be sure: %2.")
                              .arg(owner, ask));
}

Verdict Judgement::byHeartbeat() const
{
    if (facts.torn)
        return torn();
    if (neverRefreshed(facts) && !has(EvidenceId::HeartbeatFresh))
        return presumedHeld(
            Reason::MarkerPresent,
            LockPhrases::tr("Probably held: a directory with the name of a lock, which is held while it exists, and it "
                            "records no owner. Check which program created it."));
    const bool expired = has(EvidenceId::HeartbeatExpired);
    if (!facts.claim.pids.empty() && (isOfThisHost(facts) || has(EvidenceId::Container))) {
        auto verdict = byProcess();
        if (verdict.state == State::Stale)
            return verdict;
        if (verdict.state == State::Held && expired) {
            verdict.summary += LockPhrases::tr(" But its sign of life is overdue, and its program may take it over.");
            return verdict;
        }
    }
    const auto owner = facts.claim.text();
    const auto named =
        owner.isEmpty() ? LockPhrases::tr("it names no process") : LockPhrases::tr("it names %1").arg(owner);
    if (has(EvidenceId::HeartbeatFresh) && facts.timeIsExpiry && facts.modified && *facts.modified < facts.now)
        return presumedHeld(Reason::HeartbeatFresh,
                            LockPhrases::tr("Held, as it seems: its lease has ended, but so lately that its program "
                                            "does not take it over yet, and %1.")
                                .arg(named));
    if (has(EvidenceId::HeartbeatFresh))
        return presumedHeld(Reason::HeartbeatFresh,
                            LockPhrases::tr("Held, as it seems: its sign of life is recent, and %1.").arg(named));
    const auto otherwise = facts.claim.hostname && !isOfThisHost(facts)
                               ? LockPhrases::tr("look on host %1").arg(nameWords(facts.claim.hostname))
                               : LockPhrases::tr("ask the program that uses it");
    if (!expired)
        return presumedHeld(Reason::MarkerPresent,
                            LockPhrases::tr("Held, as it seems, for it is there. Whether its holder keeps it fresh "
                                            "cannot be told from its time, and %1. To be sure: %2.")
                                .arg(named, toLearnMore(otherwise)));
    return unknownVerdict(Reason::HeartbeatExpired,
                          LockPhrases::tr("Its sign of life is overdue, but age alone is no proof that its holder is "
                                          "gone, and %1. %2 To be sure: %3.")
                              .arg(named, programRule(), toLearnMore(otherwise)));
}

Verdict Judgement::judge() const
{
    if (facts.absent)
        return {State::Absent, Confidence::Proved, Reason::Absent, LockPhrases::tr("There is no such file.")};
    if (isLocked(facts))
        return held();
    if (isPerhapsLocked(facts))
        return heldPerhaps();
    if (isGuardLocked(facts))
        return heldByGuard();
    if (facts.error || has(EvidenceId::LeaseNotOpened) || has(EvidenceId::OwnPosixLockNotOpened))
        return notRead();
    if (!facts.kernelLocksRead)
        return unknownVerdict(
            Reason::Unreadable,
            LockPhrases::tr("The kernel's table of locks cannot be read, so nobody can be ruled out as the holder. "
                            "Look where /proc/locks can be read."));
    if (readings.empty())
        return unrecognised();
    switch (readings.front().heldTest) {
    case HeldTest::KernelLock:
        return byKernelLock();
    case HeldTest::Process:
        return byProcess();
    case HeldTest::Heartbeat:
        return byHeartbeat();
    case HeldTest::Exists:
        return byExistence();
    case HeldTest::Nobody:
        return {State::Free, Confidence::Presumed, Reason::NoOwnerRecorded,
                LockPhrases::tr("Free: no holder's claim lies beside it.")};
    case HeldTest::None:
        break;
    }
    return unknownVerdict(Reason::Unrecognised, LockPhrases::tr("Not a lock: %1, and nobody has a kernel lock on it.")
                                                    .arg(LockPhrases::told(readings.front().reason)));
}

Verdict judge(std::span<const Recognition> readings, const Facts &facts, const std::vector<Evidence> &evidence)
{
    auto verdict = Judgement{readings, facts, evidence}.judge();
    if (!readings.empty() && !readings.front().partner.empty() && verdict.state != State::Absent)
        verdict.summary += QLatin1Char(' ') + LockPhrases::told(readings.front().partner);
    return verdict;
}

std::string_view formatOf(std::span<const Recognition> readings, const Facts &facts)
{
    if (!readings.empty())
        return readings.front().id;
    return hasLooksOfLock(facts) || facts.absent || facts.inodeType == LockReport::InodeType::None ? "unrecognised"
                                                                                                   : "none";
}

} // namespace Lockscope

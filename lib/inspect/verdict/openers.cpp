// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/verdict/openers.h"

#include "inspect/evidence/rules.h"
#include "inspect/verdict/rules.h"
#include "system/descriptortable.h"

#include <algorithm>

namespace Lockscope {

namespace {

using Reason = Verdict::Reason;
using Says = Sentence::Verdict;
using Sentence::Finding;
using State = Verdict::State;

/// At most this number is listed.
constexpr std::size_t MostNamed = 4;

bool isHolding(const Opener &opener, const Facts &facts)
{
    return opener.writes || opener.isMapping || facts.size == 0;
}

Finding accessOf(const Opener &opener)
{
    if (opener.isMapping)
        return Finding::Mapped;
    return opener.writes ? Finding::OpenForWriting : Finding::OpenForReading;
}

ProcessName nameOf(const Opener &opener)
{
    return {opener.process.pid, opener.process.name};
}

Says heldByAccess(const Opener &opener)
{
    if (opener.isMapping)
        return Says::HeldMapped;
    return opener.writes ? Says::HeldOpenForWriting : Says::HeldOpenForReading;
}

QString sourceOf(const Opener &opener)
{
    if (opener.isMapping)
        return QStringLiteral("/proc/%1/maps").arg(opener.process.pid);
    const DescriptorTable table{opener.process.pid, opener.thread};
    return QStringLiteral("/proc/%1/fd/%2").arg(QString::fromStdString(table.directory())).arg(opener.fd);
}

void addEvidence(Conclusion &conclusion)
{
    const auto &facts = conclusion.facts;
    for (std::size_t i = 0; i < std::min(facts.openers.size(), MostNamed); ++i) {
        const auto &opener = facts.openers[i];
        conclusion.evidence.push_back(
            {Evidence::Id::FileOpen,
             isHolding(opener, facts) ? Evidence::Supports::Held : Evidence::Supports::Unknown,
             {accessOf(opener), nameOf(opener)},
             sourceOf(opener)});
    }
    const bool nobody = facts.openers.empty() && facts.openersComplete && facts.host->seesAllProcesses() &&
                        !facts.fileSystem.remote && conclusion.verdict.state != State::Free;
    if (nobody)
        conclusion.evidence.push_back(
            {Evidence::Id::NotOpen, Evidence::Supports::Stale, Finding::NotOpen, QStringLiteral("/proc/PID/fd")});
}

/// A bare number is a PID only if no process has the file open, and the open files of its owner's processes cannot be
/// read.
bool isUnseen(const Conclusion &conclusion)
{
    const auto &facts = conclusion.facts;
    return conclusion.verdict.state == State::Stale && facts.bareNumber && !facts.openersComplete &&
           !facts.host->isRoot() && facts.ownerUid != facts.host->uid;
}

} // namespace

bool isForOpenersToDecide(const Conclusion &conclusion)
{
    const auto &[facts, evidence, verdict] = conclusion;
    if (facts.inodeType != LockReport::InodeType::Regular || facts.isDocument || facts.heldBy == HeldBy::None)
        return false;
    switch (verdict.state) {
    case State::Held:
        return verdict.confidence == Verdict::Confidence::Presumed &&
               (verdict.reason == Reason::MarkerPresent || verdict.reason == Reason::HeartbeatFresh);
    case State::Free:
        // A program that was seen to use kernel locks holds nothing if it keeps the file open after unlocking it.
        return verdict.confidence == Verdict::Confidence::Presumed && facts.heldBy.has_value() &&
               !has(evidence, Evidence::Id::KernelLockSeen);
    case State::Stale:
    case State::Unknown:
        return true;
    case State::Absent:
        break;
    }
    return false;
}

void weighOpeners(Conclusion &conclusion)
{
    addEvidence(conclusion);
    auto &facts = conclusion.facts;
    if (isUnseen(conclusion))
        conclusion.verdict = unknownVerdict(Reason::AmbiguousPid, Says::ProbablyStaleButFilesHidden);
    if (facts.openers.empty())
        return;
    const auto holder =
        std::ranges::find_if(facts.openers, [&](const Opener &opener) { return isHolding(opener, facts); });
    auto &verdict = conclusion.verdict;
    if (holder == facts.openers.end()) {
        if (verdict.state == State::Stale)
            verdict = unknownVerdict(Reason::FileOpen, {Says::ProbablyStaleButOpen, nameOf(facts.openers.front())});
        return;
    }
    facts.opener = holder->process;
    if (verdict.reason != Reason::HeartbeatFresh)
        verdict = presumedHeld(Reason::FileOpen, {heldByAccess(*holder), nameOf(*holder)});
}

} // namespace Lockscope

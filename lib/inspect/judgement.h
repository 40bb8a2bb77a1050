// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/evidence/rules.h"
#include "inspect/facts.h"

#include <lockscope/verdict.h>

#include <QString>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace Lockscope {

/// One judgement: the arguments of judge(), at hand for each step.
struct Judgement
{
    std::span<const Recognition> readings;
    const Facts &facts;
    const std::vector<Evidence> &evidence;

    bool has(std::string_view id) const { return find(evidence, id) != nullptr; }
    QString fact(std::string_view id) const { return find(evidence, id)->fact; }

    Verdict judge() const;

    // verdict.cpp: by the kernel, by existence, by signs of life.
    Verdict held() const;
    Verdict heldPerhaps() const;
    Verdict heldByGuard() const;
    Verdict notRead() const;
    Verdict unrecognised() const;
    Verdict byKernelLock() const;
    Verdict byUnknownMeans() const;
    Verdict byExistence() const;
    Verdict byHeartbeat() const;
    Verdict torn() const;

    // processverdict.cpp: by the process that it names.
    Verdict byProcess() const;
    std::optional<Verdict> inContainer() const;
    Verdict elsewhere() const;
    Verdict ofSeveral() const;
    Verdict ofOne(const ClaimedProcess &claimed) const;
    Verdict gone() const;
    /// Why the number may not be that of a process of this host; absent: nothing speaks against it.
    std::optional<Verdict> maybeNoPid() const;
    Verdict alive(const ClaimedProcess &claimed) const;
    /// Why the process of that number is not the holder, as it seems; absent: nothing speaks against it.
    std::optional<Verdict> implausible(const ClaimedProcess &claimed) const;

    /// What to do to learn more: what the format's users do, or this.
    QString toLearnMore(const QString &otherwise) const;
    /// When the program itself would take the lock over; empty: never.
    QString programRule() const;
};

inline Verdict unknownVerdict(Verdict::Reason reason, QString summary)
{
    return {Verdict::State::Unknown, Verdict::Confidence::Presumed, reason, std::move(summary)};
}

inline Verdict presumedHeld(Verdict::Reason reason, QString summary)
{
    return {Verdict::State::Held, Verdict::Confidence::Presumed, reason, std::move(summary)};
}

/// A host's or program's name from a lock, to be shown in a sentence.
QString nameWords(const std::optional<std::string> &name);

} // namespace Lockscope

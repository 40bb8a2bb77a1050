// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/placeholderformat.h"
#include "inspect/verdict/conclusion.h"
#include "inspect/verdict/rules.h"

namespace Lockscope {

namespace {

using Reason = Verdict::Reason;
using Says = Sentence::Verdict;

/// A file that is not known to be something else, and has the name of a lock, may contain the name of its owner, or was
/// given by the user.
bool hasLooksOfLock(const Facts &facts)
{
    constexpr std::uint64_t ShortText = 300;
    using InodeType = LockReport::InodeType;
    const bool isRegular = facts.inodeType == InodeType::Regular;
    const bool mayBeLock =
        facts.askedFor && mentionsLock(facts.name) &&
        (isRegular || facts.inodeType == InodeType::Directory || facts.inodeType == InodeType::Symlink);
    if (facts.isDocument)
        return isRegular && mayBeLock && facts.size <= ShortText;
    return (facts.askedFor && isRegular) || mayBeLock || facts.mentionsOwner ||
           looksLikeLock(facts.name, facts.inodeType);
}

Says unrecognisedType(const Facts &facts)
{
    const bool isLockLike = hasLooksOfLock(facts);
    switch (facts.inodeType) {
    case LockReport::InodeType::Directory:
        return isLockLike ? Says::DirectoryNamedLikeLock : Says::Directory;
    case LockReport::InodeType::Symlink:
        return isLockLike ? Says::SymlinkNamedLikeLock : Says::Symlink;
    case LockReport::InodeType::Fifo:
        return Says::Fifo;
    case LockReport::InodeType::Socket:
        return Says::Socket;
    case LockReport::InodeType::CharacterDevice:
    case LockReport::InodeType::BlockDevice:
        return Says::Device;
    case LockReport::InodeType::None:
        return Says::TypeNotVisible;
    case LockReport::InodeType::Regular:
        break;
    }
    return facts.size == 0 ? Says::EmptyOfUnknownFormat : Says::UnknownFormat;
}

} // namespace

Verdict VerdictRules::unrecognised() const
{
    // Any file or directory may be locked with flock(1), such as the script that is running.
    if (has(Evidence::Id::KernelLockSeen) && !facts.fileSystem.remote && facts.host->seesAllProcesses())
        return verdictOf(Verdict::State::Free, Verdict::Confidence::Presumed, Reason::KernelLockFree,
                         Says::FreeSinceLastSeen);
    if (facts.inodeType != LockReport::InodeType::Regular)
        return unknownVerdict(Reason::Unrecognised, unrecognisedType(facts));
    if (!hasLooksOfLock(facts))
        return notALock(Says::OrdinaryFile);
    auto verdict = unknownVerdict(Reason::Unrecognised, unrecognisedType(facts));
    verdict.sentences.push_back(noKernelLock(Says::NoKernelLockButUndecided));
    verdict.sentences.push_back(Says::CheckCreator);
    return verdict;
}

Verdict VerdictRules::notALock(Message what) const
{
    auto verdict = unknownVerdict(Reason::Unrecognised, std::move(what));
    verdict.sentences.push_back(noKernelLock(Says::NoKernelLock));
    return verdict;
}

Verdict VerdictRules::incomplete() const
{
    auto verdict = unknownVerdict(Reason::Incomplete, Says::Incomplete);
    addProgramRule(verdict);
    return verdict;
}

Message VerdictRules::toLearnMore(Message otherwise) const
{
    if (readings.empty() || readings.front().ask.empty())
        return otherwise;
    return {Says::ToBeSure, Phrase{std::string(readings.front().ask)}};
}

void VerdictRules::addProgramRule(Verdict &verdict) const
{
    if (!readings.empty() && !readings.front().programRule.empty())
        verdict.sentences.push_back({Says::ProgramRule, Phrase{readings.front().programRule}});
}

std::string_view formatOf(std::span<const FormatReading> readings, const Facts &facts)
{
    if (!readings.empty()) {
        // An interrupted break must be seen, and so must a file of a database that is in use.
        const bool isNoLock = readings.front().heldBy == HeldBy::None && readings.front().id != PlaceholderId;
        const bool isHeld = isLocked(facts) || isPerhapsLocked(facts) || isCompanionLockHeld(facts);
        return isNoLock && !isHeld ? "none" : readings.front().id;
    }
    return hasLooksOfLock(facts) || facts.absent || facts.inodeType == LockReport::InodeType::None ? "unrecognised"
                                                                                                   : "none";
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/fslockformat.h"

#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "formats/pidfile.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

/// The same bytes as a pid file: only the flock tells the two apart, and a name that says what it is outweighs it.
std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Regular || !subject.contentRead || subject.name.ends_with(".pid"))
        return std::nullopt;
    const bool flocked = hasKernelLock(subject, Subject::KernelLockKind::Flock);
    if (!flocked && (!subject.kernelLocks.empty() || !subject.name.ends_with(".lock")))
        return std::nullopt;
    const auto firstLine = subject.content.find('\n');
    // Behind it may stand what is left of a longer number: it is written over, not truncated.
    constexpr std::size_t LongestPid = 8;
    const bool shortEnough = firstLine <= LongestPid && subject.size <= firstLine + 1 + LongestPid;
    const auto text = shortEnough ? readPidText(subject.content) : std::nullopt;
    if (!text || !text->pid || subject.content.front() == ' ' || (!flocked && !text->plain))
        return std::nullopt;
    return reading(FslockFormat, flocked ? 0.65 : 0.4,
                   flocked ? LockPhrases::noop("an flock, and nothing but a pid")
                           : LockPhrases::noop("nothing but a pid, as it is left after a crash"),
                   HeldTest::KernelLock, Claim::ofPid(*text->pid));
}

} // namespace

const Recogniser FslockFormat = {"fslock", "fslock (Rust) and others: an flock on a file that names its last holder",
                                 recognise};

} // namespace Lockscope

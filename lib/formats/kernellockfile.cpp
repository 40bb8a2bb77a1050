// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/kernellockfile.h"

#include "formats/emptyfile.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

using Kind = Subject::KernelLockKind;

/// An empty file with the name of a lock and no kernel lock. Not one that no user may open (pacman and mutt_dotlock use
/// mode 0 for a lock), nor one with a second name (pylockfile's LinkLockFile is held while it has two), nor an empty
/// PID file.
bool mayBeReleased(const Subject &subject)
{
    return isEmptyFile(subject) && !hasKernelLock(subject, Kind::Flock) && !hasKernelLock(subject, Kind::Fcntl) &&
           (subject.mode & 0777U) != 0 && subject.links == 1 && isCalledLock(subject) && !isPidFileName(subject.name);
}

FormatReading match(std::string_view id, double confidence, const char *reason)
{
    return {.id = id, .confidence = confidence, .reason = reason, .claim = {}, .heldBy = HeldBy::KernelLock};
}

constexpr auto EmptyAndUnlocked = LockPhrases::noop("an empty file with the name of a lock");

std::optional<FormatReading> recogniseFlock(const Subject &subject)
{
    if (hasKernelLock(subject, Kind::Flock))
        return match(FlockFormat.id, isEmptyFile(subject) ? 0.9 : 0.5, LockPhrases::noop("there is an flock on it"));
    if (mayBeReleased(subject))
        return match(FlockFormat.id, 0.4, EmptyAndUnlocked);
    return std::nullopt;
}

std::optional<FormatReading> recogniseZcSimple(const Subject &subject)
{
    if (hasKernelLock(subject, Kind::Flock) && isEmptyFile(subject))
        return match(ZcSimpleFormat.id, 0.5, LockPhrases::noop("there is an flock on it, and it is empty"));
    if (mayBeReleased(subject))
        return match(ZcSimpleFormat.id, 0.4, EmptyAndUnlocked);
    return std::nullopt;
}

std::optional<FormatReading> recogniseFcntl(const Subject &subject)
{
    if (hasKernelLock(subject, Kind::Fcntl))
        return match(FcntlFormat.id, isEmptyFile(subject) ? 0.9 : 0.5,
                     LockPhrases::noop("there is an fcntl lock on it"));
    if (mayBeReleased(subject))
        return match(FcntlFormat.id, 0.4, EmptyAndUnlocked);
    return std::nullopt;
}

/// A FileLock of any program cannot be distinguished from another fcntl lock.
std::optional<FormatReading> recogniseJava(const Subject &subject)
{
    if (isEmptyFile(subject) && hasKernelLock(subject, Kind::Fcntl) && isCalledLock(subject))
        return match(JavaFormat.id, 0.3, LockPhrases::noop("there is an fcntl lock on it, as FileLock acquires it"));
    return std::nullopt;
}

} // namespace

const FormatDetector FlockFormat = {"flock", recogniseFlock};
const FormatDetector ZcSimpleFormat = {"zc-simple", recogniseZcSimple};
const FormatDetector FcntlFormat = {"fcntl", recogniseFcntl};
const FormatDetector JavaFormat = {"java", recogniseJava};

} // namespace Lockscope

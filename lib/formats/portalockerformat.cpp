// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/portalockerformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

constexpr std::string_view LockSuffix = ".lock";

/// The kernel lock is on an empty file beside the one with the pid.
std::optional<Recognition> recognisePidFile(const Subject &subject)
{
    const auto pid = pidIn(subject.content);
    if (pid == 0 || !subject.surroundings || !subject.surroundings->has(subject.name + std::string(LockSuffix)))
        return std::nullopt;
    auto match = reading(PortalockerPidFormat, 0.85,
                         LockPhrases::noop("nothing but a pid, and a file with `.lock` added beside it"),
                         HeldTest::Process, claimOf(pid, {}));
    match.guard = subject.name + std::string(LockSuffix);
    match.guardAlways = true;
    match.programRule = LockPhrases::noop("when nobody has an flock on the file with `.lock` added");
    return match;
}

std::optional<Recognition> recogniseLockFile(const Subject &subject)
{
    if (subject.links != 1 || !subject.name.ends_with(LockSuffix) || subject.name.size() == LockSuffix.size() ||
        !subject.surroundings)
        return std::nullopt;
    const auto pidFile = subject.name.substr(0, subject.name.size() - LockSuffix.size());
    const auto pid = pidIn(subject.surroundings->contentOf(pidFile));
    if (pid == 0)
        return std::nullopt;
    const auto &locks = subject.kernelLocks;
    const bool flocked = std::find(locks.begin(), locks.end(), Subject::KernelLockKind::Flock) != locks.end();
    return reading(PortalockerPidFormat, flocked ? 0.95 : 0.6,
                   LockPhrases::noop("an empty file beside one that is nothing but a pid"), HeldTest::KernelLock,
                   claimOf(pid, {}));
}

std::optional<Recognition> recognise(const Subject &subject)
{
    if (!isReadInWhole(subject))
        return std::nullopt;
    return subject.content.empty() ? recogniseLockFile(subject) : recognisePidFile(subject);
}

} // namespace

const Recogniser PortalockerPidFormat = {
    "portalocker-pid", "portalocker's PidFileLock: a pid, and an flock on an empty file beside it", recognise};

} // namespace Lockscope

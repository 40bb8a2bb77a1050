// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/twistedformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Symlink || !isCalledLock(subject))
        return std::nullopt;
    const auto pid = pidIn(subject.linkTarget);
    if (pid == 0)
        return std::nullopt;
    auto match =
        reading(TwistedFormat, 0.85, LockPhrases::noop("a symbolic link with the name of a lock to nothing but a pid"),
                HeldTest::Process, claimOf(pid, {}));
    match.bareNumber = true;
    match.programRule = LockPhrases::noop("when no process has that number");
    return match;
}

} // namespace

const Recogniser TwistedFormat = {"twisted", "Twisted's FilesystemLock: a link that names its process", recognise};

} // namespace Lockscope

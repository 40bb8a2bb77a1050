// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/npmformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

using namespace std::chrono_literals;
using InodeType = LockReport::InodeType;

constexpr std::string_view Suffix = ".lock";

bool hasLockName(const Subject &subject)
{
    return subject.name.size() > Suffix.size() && subject.name.ends_with(Suffix);
}

std::optional<Recognition> recogniseFolder(const Subject &subject)
{
    if (subject.inodeType != InodeType::Directory || !hasLockName(subject) || !subject.surroundings ||
        !subject.surroundings->entriesOf().empty())
        return std::nullopt;
    auto match = reading(ProperLockfileFormat, 0.6, LockPhrases::noop("an empty folder with the name of a lock"),
                         HeldTest::Heartbeat);
    match.heartbeat = 10s;
    match.programRule =
        LockPhrases::noop("when it was not refreshed for 10 seconds, unless the program says otherwise");
    match.breakAction = "rmdir";
    return match;
}

/// The package asks for any name; npm itself had a folder for its locks.
std::optional<Recognition> recogniseFile(const Subject &subject)
{
    if (subject.inodeType != InodeType::Regular || subject.size != 0 || subject.links != 1 ||
        subject.folder != "_locks" || !hasLockName(subject))
        return std::nullopt;
    auto match =
        reading(NpmFormat, 0.8, LockPhrases::noop("an empty file with the name of a lock in npm's folder for them"),
                HeldTest::Exists);
    match.programRule = LockPhrases::noop("when its inode is older than the program allows");
    return match;
}

} // namespace

const Recogniser ProperLockfileFormat = {"proper-lockfile",
                                         "proper-lockfile: an empty folder that its holder refreshes", recogniseFolder};
const Recogniser NpmFormat = {"npm", "npm's lockfile: an empty file that is held while it is there", recogniseFile};

} // namespace Lockscope

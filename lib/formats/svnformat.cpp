// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/svnformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

constexpr auto HowToClean = LockPhrases::noop("`svn cleanup` ends it and finishes what was begun");

std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Regular || !subject.contentRead)
        return std::nullopt;
    Recognition match;
    if (subject.name == "wc.db" && subject.content.starts_with("SQLite format 3\0"sv) &&
        (subject.folder == ".svn" || subject.content.find("WC_LOCK") != std::string::npos)) {
        match = reading(SvnFormat, 0.95, LockPhrases::noop("the database of a Subversion working copy"),
                        HeldTest::KernelLock);
        match.markTable = "WC_LOCK";
        match.programs = {"svn", "kdesvn", "rabbitvcs", "svnsync"};
        match.ask =
            LockPhrases::noop("`svn status` marks with an L what is locked; `svn cleanup` ends it where no svn runs");
    } else if (subject.name == "lock" && subject.folder == ".svn" && subject.size == 0) {
        match = reading(SvnFormat, 0.9,
                        LockPhrases::noop("an empty `lock` in the folder of a Subversion working copy before 1.7"),
                        HeldTest::Exists);
    } else {
        return std::nullopt;
    }
    match.breakAction = "none";
    match.neverBreak = HowToClean;
    return match;
}

} // namespace

const Recogniser SvnFormat = {"svn", "Subversion: the state of a working copy", recognise};

} // namespace Lockscope

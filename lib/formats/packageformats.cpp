// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/packageformats.h"

#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "formats/pidfile.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

bool contains(const auto &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Recognition> recogniseDpkg(const Subject &subject)
{
    // dpkg's database, apt's archives and its lists.
    static constexpr std::array Folders = {"dpkg"sv, "archives"sv, "lists"sv};
    const bool frontend = subject.name == "lock-frontend";
    const bool inItsPlace = (subject.name == "lock" && contains(Folders, subject.folder)) ||
                            (subject.name == "Lock" && subject.folder == "triggers");
    if (!frontend && !inItsPlace)
        return std::nullopt;
    auto match =
        emptyLockReading(DpkgFormat, subject, Subject::KernelLockKind::Fcntl, frontend ? 0.97 : 0.95,
                         LockPhrases::noop("an empty file with the name and the place of a lock of dpkg or apt"));
    if (match)
        match->neverBreak =
            LockPhrases::noop("two package managers at once ruin the package database: wait for the one that holds it, "
                              "or end it");
    return match;
}

/// Of no mode, so that nobody opens it, and removed on release: it is held while it is there.
std::optional<Recognition> recognisePacman(const Subject &subject)
{
    if (!isEmptyFile(subject) || subject.name != "db.lck")
        return std::nullopt;
    const bool nobodyMayOpen = (subject.mode & 0777U) == 0;
    const bool inItsPlace = subject.folder == "pacman";
    auto match =
        reading(PacmanFormat,
                inItsPlace      ? 0.97
                : nobodyMayOpen ? 0.9
                                : 0.6,
                nobodyMayOpen ? LockPhrases::noop("an empty file with the name of pacman's lock, which nobody may open")
                              : LockPhrases::noop("an empty file with the name of pacman's lock"),
                HeldTest::Exists);
    match.programs = {"pacman", "yay", "paru", "pamac", "pamac-daemon", "packagekitd", "octopi"};
    match.ask = LockPhrases::noop("see to it that neither pacman nor another program for packages runs");
    return match;
}

std::optional<Recognition> recogniseDnf(const Subject &subject)
{
    static constexpr std::array Names = {"download_lock.pid"sv, "metadata_lock.pid"sv, "rpmdb_lock.pid"sv,
                                         "log_lock.pid"sv};
    if (!isReadInWhole(subject) || !contains(Names, subject.name))
        return std::nullopt;
    auto match =
        reading(DnfFormat, 0.97, LockPhrases::noop("the name of one of dnf's locks, and a pid"), HeldTest::Process);
    match.programRule =
        LockPhrases::noop("when /proc has no process of that number; one without a number it leaves to its user");
    const auto text = readPidText(subject.content);
    if (text && text->pid && !text->moreLines) {
        match.claim = Claim::ofPid(*text->pid);
    } else {
        match.reason = LockPhrases::noop("the name of one of dnf's locks, but no pid");
        match.torn = true;
    }
    return match;
}

} // namespace

const Recogniser DpkgFormat = {"dpkg", "dpkg and apt: a kernel lock (fcntl) on an empty file", recogniseDpkg};
const Recogniser PacmanFormat = {"pacman", "pacman: held while db.lck is there", recognisePacman};
const Recogniser DnfFormat = {"dnf", "dnf: names the process that holds it", recogniseDnf};

} // namespace Lockscope

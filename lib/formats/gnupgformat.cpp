// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/gnupgformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

constexpr std::string_view OwnNamePrefix = ".#lk0x";

/// A pid, padded with blanks to ten places, and the node's name.
std::optional<Claim> readText(std::string_view content)
{
    constexpr std::size_t PidWidth = 10;
    const auto lines = completeLines(content, 2);
    if (!lines || lines->size() != 2 || lines->front().size() != PidWidth || !isHostName(lines->back()))
        return std::nullopt;
    const auto digits = lines->front().find_first_not_of(' ');
    const auto pid = digits == std::string_view::npos ? 0 : pidIn(lines->front().substr(digits));
    return pid > 0 ? std::optional(claimOf(pid, lines->back())) : std::nullopt;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    if (!isReadInWhole(subject))
        return std::nullopt;
    // Each process keeps a file of its own; a second name of it is the lock.
    const bool ownFile = subject.name.starts_with(OwnNamePrefix);
    if (ownFile ? subject.links < 2 : !subject.name.ends_with(".lock"))
        return std::nullopt;
    const auto claim = readText(subject.content);
    if (!claim)
        return std::nullopt;
    auto match = reading(GnupgFormat, 0.95,
                         LockPhrases::noop("a pid in ten places and the name of a host, as GnuPG writes them"),
                         HeldTest::Process, *claim);
    match.programRule = LockPhrases::noop("on its own host, when its process has ended");
    if (!subject.surroundings || subject.links < 2)
        return match;
    for (auto &name : subject.surroundings->otherNames()) {
        if (name.starts_with(OwnNamePrefix) != ownFile)
            match.companions.push_back(std::move(name));
    }
    return match;
}

} // namespace

const Recogniser GnupgFormat = {"gnupg", "GnuPG's dotlock: names its process and host", recognise};

} // namespace Lockscope

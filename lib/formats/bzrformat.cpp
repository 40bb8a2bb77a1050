// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/bzrformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Around = " \t\r'\"";
    const auto begin = text.find_first_not_of(Around);
    return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(Around) - begin + 1);
}

/// Lines `key: value`; lines that are set in belong to a value of several lines.
std::optional<Claim> readInfo(std::string_view text)
{
    Claim claim;
    bool hasNonce = false;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        const auto colon = line.find(':');
        if (colon == line.npos || line.starts_with(' '))
            continue;
        const auto key = line.substr(0, colon);
        const auto value = trimmed(line.substr(colon + 1));
        if (key == "pid" && pidIn(value) > 0) {
            claim.pid = pidIn(value);
            claim.pids = {pidIn(value)};
        } else if (key == "hostname" && isHostName(value)) {
            claim.hostname = value;
        } else if (key == "user" && !value.empty() && isPlainText(value)) {
            claim.name = value;
        }
        hasNonce = hasNonce || (key == "nonce" && !value.empty());
    }
    return hasNonce ? std::optional(claim) : std::nullopt;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Directory || !subject.surroundings)
        return std::nullopt;
    // The lock proper is a folder that comes and goes in another, which stays.
    const bool proper = subject.name == "held";
    if (!proper && subject.name != "lock" && subject.name != "branch-lock")
        return std::nullopt;
    const auto inside = subject.surroundings->entriesOf();
    const std::string_view expected = proper ? "info" : "held";
    if (std::find(inside.begin(), inside.end(), expected) == inside.end())
        return std::nullopt;
    const auto claim = readInfo(subject.surroundings->contentOf(subject.name + (proper ? "/info" : "/held/info")));
    if (!claim)
        return std::nullopt;

    auto match = reading(BzrFormat, 0.95,
                         LockPhrases::noop("a folder with the holder's details, as Bazaar and Breezy write them"),
                         claim->pid ? HeldTest::Process : HeldTest::Exists, *claim);
    // Every host may call itself so.
    match.saysMore = claim->hostname == "localhost";
    match.programRule = LockPhrases::noop("on its own host and for the same user, when the process has ended");
    match.breakAction = proper ? "rmdir" : "none";
    if (!proper)
        match.neverBreak =
            LockPhrases::noop("the folder belongs to the repository; `brz break-lock` removes what is held in it");
    return match;
}

} // namespace

const Recogniser BzrFormat = {"bzr", "Bazaar and Breezy: a branch or repository in use; names user, host and process",
                              recognise};

} // namespace Lockscope

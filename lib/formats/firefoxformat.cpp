// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/firefoxformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

bool isAddress(std::string_view text)
{
    constexpr std::size_t Longest = 15;
    return text.size() <= Longest && std::count(text.begin(), text.end(), '.') == 3 && areDigits(text.substr(0, 1)) &&
           areDigits(text.substr(text.size() - 1)) && text.find_first_not_of("0123456789.") == text.npos;
}

/// `192.168.1.20:+4242`: with the plus it had a kernel lock on `.parentlock` too.
std::optional<Recognition> recogniseLink(const Subject &subject)
{
    const std::string_view target = subject.linkTarget;
    const auto colon = target.find(':');
    if (subject.name != "lock" || colon == target.npos || !isAddress(target.substr(0, colon)))
        return std::nullopt;
    auto rest = target.substr(colon + 1);
    const bool hasKernelLock = rest.starts_with('+');
    rest.remove_prefix(hasKernelLock ? 1 : 0);
    if (pidIn(rest) == 0)
        return std::nullopt;
    auto match = reading(FirefoxFormat, 0.95,
                         LockPhrases::noop("a link named `lock` to an address and a pid, as in a Firefox profile"),
                         HeldTest::Process, claimOf(pidIn(rest), target.substr(0, colon)));
    match.guard = ".parentlock";
    match.guardAlways = hasKernelLock;
    match.ask = LockPhrases::noop("look at `.parentlock` beside it: a kernel lock on that file decides");
    match.programRule = hasKernelLock ? LockPhrases::noop("when nobody has a kernel lock on `.parentlock` beside it")
                                      : LockPhrases::noop("when the address is its own and the process has ended");
    return match;
}

std::optional<Recognition> recogniseFile(const Subject &subject)
{
    if (subject.name != ".parentlock" || subject.size != 0)
        return std::nullopt;
    auto match =
        reading(FirefoxFormat, 0.95, LockPhrases::noop("an empty file with Firefox's name for a profile's lock"),
                HeldTest::KernelLock);
    match.breakAction = "none";
    match.neverBreak = LockPhrases::noop(
        "it stays for good and only a kernel lock on it counts; removing it lets two programs into one "
        "profile");
    return match;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    switch (subject.inodeType) {
    case InodeType::Symlink:
        return recogniseLink(subject);
    case InodeType::Regular:
        return recogniseFile(subject);
    default:
        return std::nullopt;
    }
}

} // namespace

const Recogniser FirefoxFormat = {"firefox", "a profile of Firefox, Thunderbird or SeaMonkey in use", recognise};

} // namespace Lockscope

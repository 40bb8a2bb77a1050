// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/emacsformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

constexpr std::string_view Prefix = ".#";

/// Where the boot's time begins; a server for Windows clients may have replaced the colon.
struct Mark
{
    std::size_t at = std::string_view::npos;
    std::size_t length = 1;
};

Mark bootMark(std::string_view text)
{
    constexpr std::string_view Replaced = "\xef\x80\xa2";
    if (const auto at = text.rfind(':'); at != text.npos)
        return {at, 1};
    return {text.rfind(Replaced), Replaced.size()};
}

/// `alice@build7.example.com.4242:1700000000`; the user may have an @ in it, the host has dots.
std::optional<Claim> readText(std::string_view text)
{
    const auto at = text.rfind('@');
    if (at == text.npos || at == 0 || !isPlainText(text))
        return std::nullopt;
    const auto user = text.substr(0, at);
    auto place = text.substr(at + 1);
    std::string_view boot;
    if (const auto mark = bootMark(place); mark.at != place.npos) {
        boot = place.substr(mark.at + mark.length);
        place = place.substr(0, mark.at);
        constexpr std::size_t LongestTime = 20;
        if (!areDigits(boot) || boot.size() > LongestTime)
            return std::nullopt;
    }
    const auto dot = place.rfind('.');
    if (dot == place.npos || !isHostName(place.substr(0, dot)) || pidIn(place.substr(dot + 1)) == 0)
        return std::nullopt;
    auto claim = claimOf(pidIn(place.substr(dot + 1)), place.substr(0, dot));
    claim.name = user;
    if (!boot.empty())
        claim.bootId = boot;
    return claim;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    constexpr std::size_t LongestText = 8192;
    if (!subject.name.starts_with(Prefix) || subject.name.size() == Prefix.size())
        return std::nullopt;
    const bool link = subject.inodeType == InodeType::Symlink;
    if (!link && (!isReadInWhole(subject) || subject.size > LongestText))
        return std::nullopt;
    const auto claim = readText(link ? subject.linkTarget : subject.content);
    if (!claim)
        return std::nullopt;
    auto match =
        reading(EmacsFormat, link ? 0.98 : 0.9,
                link ? LockPhrases::noop("a link with Emacs's name for a lock to a user, a host and a pid")
                     : LockPhrases::noop("a file with Emacs's name for a lock that says a user, a host and a pid"),
                HeldTest::Process, *claim);
    match.programRule = LockPhrases::noop("on its own host, when its process has ended or the host was booted since");
    return match;
}

} // namespace

const Recogniser EmacsFormat = {"emacs", "Emacs: marks a file with changes that are not saved; names user and process",
                                recognise};

} // namespace Lockscope

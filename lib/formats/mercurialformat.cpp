// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/mercurialformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <charconv>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

std::optional<std::uint64_t> hexNumber(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto *const end = digits.data() + digits.size();
    if (!areHexDigits(digits) || std::from_chars(digits.data(), end, number, 16).ptr != end)
        return std::nullopt;
    return number;
}

/// `vm/f0000012:4242`: the host, on Linux with the pid namespace, and the pid. Ancient ones are a pid alone.
std::optional<Claim> readOwner(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == text.npos) {
        const auto pid = pidIn(text);
        return pid > 0 ? std::optional(claimOf(pid, {})) : std::nullopt;
    }
    const auto place = text.substr(0, colon);
    const auto slash = place.find('/');
    const auto host = place.substr(0, slash);
    const auto pid = pidIn(text.substr(colon + 1));
    if (!isHostName(host) || pid == 0)
        return std::nullopt;
    auto claim = claimOf(pid, host);
    if (slash != place.npos) {
        claim.pidNamespace = hexNumber(place.substr(slash + 1));
        if (!claim.pidNamespace)
            return std::nullopt;
    }
    return claim;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    constexpr std::size_t LongestText = 512;
    const bool known = subject.folder == ".hg" || (subject.folder == "store" && subject.name == "lock");
    if (subject.name != "wlock" && subject.name != "lock")
        return std::nullopt;
    const bool link = subject.inodeType == InodeType::Symlink;
    // A file of the name `lock` may be anybody's.
    if (!link && (!isReadInWhole(subject) || subject.size > LongestText || !known))
        return std::nullopt;
    std::string_view text = link ? subject.linkTarget : subject.content;
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    const auto claim = readOwner(text);
    if (!claim || (!claim->hostname && !known))
        return std::nullopt;

    auto match = reading(MercurialFormat,
                         known                     ? 0.98
                         : subject.name == "wlock" ? 0.9
                                                   : 0.6,
                         LockPhrases::noop("Mercurial's name for a lock, and it says a host and a pid"),
                         HeldTest::Process, *claim);
    if (!claim->hostname)
        match.reason = LockPhrases::noop("Mercurial's name and folder for a lock, and it says a pid");
    match.ask = LockPhrases::noop("ask with `hg debuglocks`");
    match.programRule = LockPhrases::noop("on its own host and in its pid namespace, when the process has ended");
    return match;
}

} // namespace

const Recogniser MercurialFormat = {"mercurial", "Mercurial: a repository or working copy in use; names its process",
                                    recognise};

} // namespace Lockscope

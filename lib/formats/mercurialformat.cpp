// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/mercurialformat.h"

#include "formats/fields.h"

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

/// `vm/f0000012:4242`: the host, on Linux with the pid namespace, and the pid. Ancient ones are a pid alone.
struct Owner
{
    Claim claim;
    bool hasNamespace = false;
};

std::optional<Owner> readOwner(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == text.npos) {
        const auto pid = pidIn(text);
        return pid > 0 ? std::optional(Owner{claimOf(pid, {})}) : std::nullopt;
    }
    const auto place = text.substr(0, colon);
    const auto slash = place.find('/');
    const auto host = place.substr(0, slash);
    const auto pid = pidIn(text.substr(colon + 1));
    const bool hasNamespace = slash != place.npos;
    if (!isHostName(host) || pid == 0 || (hasNamespace && !areHexDigits(place.substr(slash + 1))))
        return std::nullopt;
    return Owner{claimOf(pid, host), hasNamespace};
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
    const std::string_view text = link ? subject.linkTarget : subject.content;
    const auto owner = readOwner(text);
    if (!owner || (!owner->claim.hostname && !known))
        return std::nullopt;

    auto match = reading(MercurialFormat,
                         known                     ? 0.98
                         : subject.name == "wlock" ? 0.9
                                                   : 0.6,
                         "Mercurial's name for a lock, and it says a host and a pid", HeldTest::Process, owner->claim);
    if (!owner->claim.hostname)
        match.reason = "Mercurial's name and folder for a lock, and it says a pid";
    // The pid is a number of that namespace, which may be another one on the same host.
    match.saysMore = owner->hasNamespace;
    match.programRule = "on its own host and in its pid namespace, when the process has ended";
    return match;
}

} // namespace

const Recogniser MercurialFormat = {"mercurial", "Mercurial: a repository or working copy in use; names its process",
                                    recognise};

} // namespace Lockscope

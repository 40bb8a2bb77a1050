// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/passwdformats.h"

#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

/// `14530` and a zero byte.
std::int64_t terminatedPid(std::string_view content)
{
    constexpr std::size_t Longest = 16;
    if (content.empty() || content.size() > Longest || content.back() != '\0')
        return 0;
    return pidIn(content.substr(0, content.size() - 1));
}

/// It was linked from `shadow.14530`, which a process that was killed leaves behind.
void addTemporaryName(const Subject &subject, std::string_view protectedName, Recognition &match)
{
    if (subject.links < 2 || !subject.surroundings || !match.claim.pid)
        return;
    const auto temporary = std::string(protectedName) + '.' + std::to_string(*match.claim.pid);
    const auto names = subject.surroundings->otherNames();
    if (std::find(names.begin(), names.end(), temporary) != names.end())
        match.companions.push_back(temporary);
}

std::optional<Recognition> recogniseShadow(const Subject &subject)
{
    static constexpr std::array Names = {"passwd"sv, "group"sv, "shadow"sv, "gshadow"sv, "subuid"sv, "subgid"sv};
    constexpr std::string_view Suffix = ".lock";
    std::string_view protectedName = subject.name;
    if (!isReadInWhole(subject) || !protectedName.ends_with(Suffix))
        return std::nullopt;
    protectedName.remove_suffix(Suffix.size());
    if (std::find(Names.begin(), Names.end(), protectedName) == Names.end())
        return std::nullopt;

    auto match =
        reading(ShadowFormat, 0.98, LockPhrases::noop("the name of an account file's lock, and a pid with a zero byte"),
                HeldTest::Process);
    match.programRule =
        LockPhrases::noop("when there is no process of that number; one without a number it never takes over");
    if (const auto pid = terminatedPid(subject.content); pid > 0) {
        match.claim = Claim::ofPid(pid);
        addTemporaryName(subject, protectedName, match);
        return match;
    }
    const std::string_view content = subject.content;
    if (subject.folder != "etc" || (!content.empty() && content.back() != '\0'))
        return std::nullopt;
    match.confidence = 0.7;
    match.reason = LockPhrases::noop("the name of an account file's lock, but no pid");
    match.torn = true;
    return match;
}

std::optional<Recognition> recogniseLckpwdf(const Subject &subject)
{
    if (subject.name != ".pwd.lock")
        return std::nullopt;
    return emptyLockReading(LckpwdfFormat, subject, Subject::KernelLockKind::Fcntl, 0.97,
                            LockPhrases::noop("an empty file with the name that lckpwdf() locks"));
}

} // namespace

const Recogniser ShadowFormat = {"shadow", "shadow-utils: the lock of an account file, names the process that holds it",
                                 recogniseShadow};
const Recogniser LckpwdfFormat = {"lckpwdf", "lckpwdf(): a kernel lock (fcntl) on /etc/.pwd.lock", recogniseLckpwdf};

} // namespace Lockscope

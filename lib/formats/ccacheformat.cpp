// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/ccacheformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

constexpr std::string_view Suffix = ".lock";

/// Takes what stands behind the last of these characters off the end.
std::string_view takeLast(std::string_view &text, char separator)
{
    const auto at = text.rfind(separator);
    if (at == text.npos)
        return {};
    const auto last = text.substr(at + 1);
    text = text.substr(0, at);
    return last;
}

/// `build-7-4242-139872348-1700000000.123456789`: host, pid, thread and a time, from the right.
std::optional<Claim> readText(std::string_view text)
{
    const auto fraction = takeLast(text, '.');
    const auto seconds = takeLast(text, '-');
    auto thread = takeLast(text, '-');
    const auto pid = pidIn(takeLast(text, '-'));
    constexpr std::size_t LongestNumber = 20;
    const auto digits = thread.starts_with("0x") ? thread.substr(2) : thread;
    if (!areDigits(fraction) || !areDigits(seconds) || !areHexDigits(digits) || pid == 0 || !isHostName(text) ||
        fraction.size() > LongestNumber || seconds.size() > LongestNumber || thread.size() > LongestNumber)
        return std::nullopt;
    return claimOf(pid, text, thread);
}

std::optional<Recognition> recognise(const Subject &subject)
{
    constexpr std::size_t LongestText = 512;
    const bool link = subject.inodeType == InodeType::Symlink;
    if (!subject.name.ends_with(Suffix) || (!link && (!isReadInWhole(subject) || subject.size > LongestText)))
        return std::nullopt;
    const auto claim = readText(link ? subject.linkTarget : subject.content);
    if (!claim)
        return std::nullopt;
    auto match = reading(CcacheFormat, 0.98,
                         LockPhrases::noop("it says a host, a pid, a thread and a time, as ccache's locks do"),
                         HeldTest::Process, *claim);
    match.programRule = LockPhrases::noop("when neither it nor the file `.alive` beside it has changed for 2 seconds");
    auto alive = subject.name.substr(0, subject.name.size() - Suffix.size()) + ".alive";
    if (subject.surroundings && subject.surroundings->has(alive))
        match.companions.push_back(std::move(alive));
    return match;
}

} // namespace

const Recogniser CcacheFormat = {"ccache", "ccache: a link that names its host, process and thread", recognise};

} // namespace Lockscope

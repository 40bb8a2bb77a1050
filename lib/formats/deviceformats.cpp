// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/deviceformats.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <cstring>

namespace Lockscope {

namespace {

/// `LCK..ttyS0`, and `LCK.004.064` by the numbers of the device.
bool isUucpName(std::string_view name)
{
    constexpr std::string_view Prefix = "LCK.";
    if (!name.starts_with(Prefix) || name.size() == Prefix.size())
        return false;
    name.remove_prefix(Prefix.size());
    if (name.front() == '.')
        return name.size() > 1;
    const auto dot = name.find('.');
    return dot != std::string_view::npos && areDigits(name.substr(0, dot)) && areDigits(name.substr(dot + 1));
}

std::string_view firstWord(std::string_view &text)
{
    constexpr std::string_view Blanks = " \t\r\n";
    const auto begin = std::min(text.find_first_not_of(Blanks), text.size());
    const auto end = std::min(text.find_first_of(Blanks, begin), text.size());
    const auto word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return word;
}

/// `      4242` by the file hierarchy standard, without blanks by some, and with its name and its user behind by
/// minicom.
std::optional<Claim> readUucpText(std::string_view text)
{
    constexpr std::size_t Longest = 128;
    if (text.size() > Longest)
        return std::nullopt;
    auto rest = text;
    const auto pid = wholeNumber(firstWord(rest));
    const auto program = firstWord(rest);
    if (pid <= 0 || !isPlainText(program))
        return std::nullopt;
    auto claim = Claim::ofPid(pid);
    if (!program.empty())
        claim.name = program;
    return claim;
}

/// The oldest programs wrote the number as their machine keeps it.
std::optional<Claim> readUucpNumber(std::string_view bytes)
{
    std::int32_t pid = 0;
    if (bytes.size() != sizeof pid)
        return std::nullopt;
    std::memcpy(&pid, bytes.data(), sizeof pid);
    return pid > 0 && pid <= LargestPid ? std::optional(Claim::ofPid(pid)) : std::nullopt;
}

std::optional<Recognition> recogniseUucp(const Subject &subject)
{
    if (!isReadInWhole(subject) || !isUucpName(subject.name))
        return std::nullopt;
    auto match =
        reading(UucpFormat, 0.98, LockPhrases::noop("the name of a serial line's lock, and a pid"), HeldTest::Process);
    match.namesProgram = true;
    match.programRule = LockPhrases::noop("when there is no process of that number");
    if (const auto text = readUucpText(subject.content)) {
        match.claim = *text;
    } else if (const auto number = readUucpNumber(subject.content)) {
        match.confidence = 0.9;
        match.reason = LockPhrases::noop("the name of a serial line's lock, and a pid in four bytes");
        match.claim = *number;
    } else {
        match.confidence = 0.7;
        match.reason = LockPhrases::noop("the name of a serial line's lock, but no pid");
        match.torn = true;
    }
    if (subject.links > 1 && subject.surroundings) {
        // One lock under the names of the device, of its numbers and of the process.
        for (auto &name : subject.surroundings->otherNames()) {
            if (isUucpName(name))
                match.companions.push_back(std::move(name));
        }
    }
    return match;
}

std::optional<Recognition> recogniseX11(const Subject &subject)
{
    constexpr std::string_view Prefix = ".X";
    constexpr std::string_view Suffix = "-lock";
    const std::string_view name = subject.name;
    if (!isReadInWhole(subject) || name.size() <= Prefix.size() + Suffix.size() || !name.starts_with(Prefix) ||
        !name.ends_with(Suffix) || !areDigits(name.substr(Prefix.size(), name.size() - Prefix.size() - Suffix.size())))
        return std::nullopt;

    auto match =
        reading(X11Format, 1.0, LockPhrases::noop("the name of an X display's lock, and a pid in eleven bytes"),
                HeldTest::Process);
    match.programRule = LockPhrases::noop("when there is no process of that number, or it is not eleven bytes long");
    constexpr std::size_t Size = 11;
    const std::string_view content = subject.content;
    const auto digits = std::min(content.find_first_not_of(' '), content.size());
    const auto pid =
        content.size() == Size && content.back() == '\n' ? pidIn(content.substr(digits, Size - 1 - digits)) : 0;
    if (pid > 0) {
        match.claim = Claim::ofPid(pid);
    } else {
        match.confidence = 0.97;
        match.reason = LockPhrases::noop("the name of an X display's lock, but not what an X server writes");
        match.torn = true;
    }
    return match;
}

} // namespace

const Recogniser UucpFormat = {"uucp", "UUCP lock of a serial line (LCK..ttyS0): names the process that uses it",
                               recogniseUucp};
const Recogniser X11Format = {"x11", "X server: the lock of a display, names the server or the Wayland compositor",
                              recogniseX11};

} // namespace Lockscope

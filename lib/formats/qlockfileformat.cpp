// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/qlockfileformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

constexpr std::size_t OldLines = 3; ///< Qt 5.1 to 5.9, and KDE 4's KLockFile
constexpr std::size_t Lines = 5;

bool isMachineId(std::string_view text)
{
    return text.size() == 32 && areHexDigits(text);
}

bool isBootId(std::string_view text)
{
    constexpr std::string_view Shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return text.size() == Shape.size() && std::equal(text.begin(), text.end(), Shape.begin(), [](char c, char shape) {
               return shape == '-' ? c == '-' : areHexDigits({&c, 1});
           });
}

/// py-filelock writes a long number where the host would stand.
bool isNumber(std::string_view text)
{
    constexpr std::size_t LongestPid = 7;
    return text.size() > LongestPid && areDigits(text);
}

bool fits(const std::vector<std::string_view> &lines)
{
    if ((lines.size() != OldLines && lines.size() != Lines) || pidIn(lines[0]) == 0)
        return false;
    if (lines[1].find('/') != std::string_view::npos || !isPlainText(lines[1]))
        return false;
    if ((!lines[2].empty() && !isHostName(lines[2])) || isNumber(lines[2]))
        return false;
    if (lines.size() == OldLines)
        return !lines[1].empty();
    return (lines[3].empty() || isMachineId(lines[3])) && (lines[4].empty() || isBootId(lines[4]));
}

std::optional<Recognition> recognise(const Subject &subject)
{
    if (!isReadInWhole(subject))
        return std::nullopt;
    const auto lines = completeLines(subject.content, Lines);
    if (!lines || !fits(*lines))
        return std::nullopt;
    const bool hasIds = lines->size() == Lines && !(*lines)[3].empty() && !(*lines)[4].empty();
    if (!hasIds && !isCalledLock(subject))
        return std::nullopt;

    auto claim = claimOf(pidIn(lines->front()), (*lines)[2]);
    if (!(*lines)[1].empty())
        claim.name = (*lines)[1];
    if (lines->size() == Lines && !(*lines)[4].empty())
        claim.bootId = (*lines)[4];
    if (lines->size() == Lines && !(*lines)[3].empty())
        claim.machineId = (*lines)[3];
    auto match = reading(QLockFileFormat,
                         hasIds                   ? 0.98
                         : lines->size() == Lines ? 0.9
                                                  : 0.75,
                         lines->size() == Lines
                             ? LockPhrases::noop("the five lines of a QLockFile: process, program, host, machine, boot")
                             : LockPhrases::noop("the three lines of a QLockFile before Qt 5.10"),
                         HeldTest::Process, std::move(claim));
    match.namesProgram = true;
    match.programRule =
        LockPhrases::noop("when its process has ended or has another name, when the host was booted since, or after 30 "
                          "seconds unless the program says otherwise; never while somebody has an flock on it");
    return match;
}

} // namespace

const Recogniser QLockFileFormat = {"qlockfile", "Qt's QLockFile: names its process, program, host and boot",
                                    recognise};

} // namespace Lockscope

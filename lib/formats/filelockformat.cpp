// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/filelockformat.h"

#include "formats/fields.h"
#include "formats/filelocktoken.h"
#include "values/lockphrases.h"

#include <charconv>
#include <cmath>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// Longer ones are no lock for py-filelock either.
constexpr std::size_t LongestText = 1024;

bool isShortText(const Subject &subject)
{
    return isReadInWhole(subject) && subject.size <= LongestText;
}

/// Until 3.24 it was empty, which nothing tells from a file for a kernel lock but that it may be executed: py-filelock
/// did not care for the mode, for either.
std::optional<Recognition> recogniseOldSoft(const Subject &subject)
{
    constexpr std::uint32_t ForExecution = 0111;
    if ((subject.mode & ForExecution) == 0 || subject.links != 1 || !subject.kernelLocks.empty())
        return std::nullopt;
    return reading(FilelockSoftFormat, 0.3,
                   LockPhrases::noop("an empty file with the name of a lock and the mode of a program"),
                   HeldTest::Exists);
}

/// `pid`, `host`, and since 3.29 a number that tells this start of the process from another of the same pid.
std::optional<Recognition> recogniseSoft(const Subject &subject)
{
    if (!isShortText(subject) || !isCalledLock(subject))
        return std::nullopt;
    if (subject.size == 0)
        return recogniseOldSoft(subject);
    const auto lines = completeLines(subject.content, 3);
    if (!lines || lines->size() < 2 || pidIn((*lines)[0]) == 0 || !isHostName((*lines)[1]))
        return std::nullopt;
    auto claim = claimOf(pidIn((*lines)[0]), (*lines)[1]);
    double confidence = subject.name == "openlock.lock" ? 0.3 : 0.65;
    if (lines->size() == 3) {
        if (!isStartToken((*lines)[2]))
            return std::nullopt;
        claim.bootId = bootIdOf((*lines)[2]);
        claim.startTicks = startTicksOf((*lines)[2]);
        confidence = 0.95;
    }
    auto match = reading(FilelockSoftFormat, confidence,
                         LockPhrases::noop("a line with a pid and a line with a host, as py-filelock writes them"),
                         HeldTest::Process, std::move(claim));
    match.programRule = LockPhrases::noop("on its own host, when its process has ended or started at another time");
    return match;
}

/// `30.0`
std::optional<std::chrono::milliseconds> duration(std::string_view text)
{
    constexpr double Longest = 10.0 * 365 * 24 * 3600;
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(seconds) || seconds <= 0 ||
        seconds > Longest)
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

std::optional<Recognition> recogniseLease(const Subject &subject)
{
    constexpr std::size_t MostLines = 32;
    if (!isShortText(subject) || !subject.content.starts_with("filelock/2\n"))
        return std::nullopt;
    auto match = reading(FilelockLeaseFormat, 0.98, LockPhrases::noop("it begins with py-filelock's mark of a lease"),
                         HeldTest::Heartbeat);
    match.programRule = LockPhrases::noop(
        "when it was not refreshed for the duration that it says, or its process has ended on this host");
    const auto lines = completeLines(subject.content, MostLines);
    if (!lines) {
        match.torn = true;
        return match;
    }
    bool known = false;
    for (const auto line : *lines) {
        const auto equals = line.find('=');
        const auto key = line.substr(0, equals);
        const auto value = equals == line.npos ? std::string_view() : line.substr(equals + 1);
        if (key == "pid" && pidIn(value) > 0) {
            match.claim.pid = pidIn(value);
            match.claim.pids = {pidIn(value)};
        } else if (key == "host" && isHostName(value)) {
            match.claim.hostname = value;
        } else if (key == "start" && isStartToken(value)) {
            match.claim.bootId = bootIdOf(value);
            match.claim.startTicks = startTicksOf(value);
        } else if (key == "duration") {
            match.heartbeat = duration(value);
        } else if (key == "mode") {
            known = value == "lease";
        }
    }
    if (!known)
        match.neverBreak = LockPhrases::noop("it has a mode that only a newer py-filelock knows; let that one decide");
    return match;
}

/// `foo.lock.write`, and `foo.lock.readers/32 hexadecimal digits.pid`.
bool hasRwName(const Subject &subject)
{
    constexpr std::size_t TokenDigits = 32;
    if (subject.name.ends_with(".write"))
        return true;
    const std::string_view name = subject.name;
    return subject.folder.ends_with(".readers") && name.size() > TokenDigits + 1 && name[TokenDigits] == '.' &&
           areHexDigits(name.substr(0, TokenDigits)) && pidIn(name.substr(TokenDigits + 1)) > 0;
}

std::optional<Recognition> recogniseRw(const Subject &subject)
{
    if (!isShortText(subject) || !hasRwName(subject))
        return std::nullopt;
    const auto lines = completeLines(subject.content, 3);
    if (!lines || lines->size() != 3 || (*lines)[0].size() != 32 || !areHexDigits((*lines)[0]) ||
        pidIn((*lines)[1]) == 0 || !isHostName((*lines)[2]))
        return std::nullopt;
    auto match =
        reading(FilelockRwFormat, 0.95, LockPhrases::noop("the mark of a reader or a writer, as py-filelock writes it"),
                HeldTest::Heartbeat, claimOf(pidIn((*lines)[1]), (*lines)[2]));
    match.heartbeat = 90s;
    match.programRule =
        LockPhrases::noop("when it was not refreshed for 90 seconds, unless the program says otherwise");
    return match;
}

} // namespace

const Recogniser FilelockSoftFormat = {"filelock-soft", "py-filelock's SoftFileLock: names its process and host",
                                       recogniseSoft};
const Recogniser FilelockLeaseFormat = {"filelock-lease", "py-filelock's SoftFileLease: its holder keeps it fresh",
                                        recogniseLease};
const Recogniser FilelockRwFormat = {"filelock-rw", "py-filelock's SoftReadWriteLock: the mark of a reader or a writer",
                                     recogniseRw};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/pidfile.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "formats/zcformat.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <vector>

namespace Lockscope {

namespace {

std::string_view withoutBlanks(std::string_view text)
{
    constexpr std::string_view Blanks = " \t\r";
    const auto begin = text.find_first_not_of(Blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(Blanks) - begin + 1);
}

/// Programs for .NET begin UTF-8 text with it.
std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view Mark = "\xef\xbb\xbf";
    return text.starts_with(Mark) ? text.substr(Mark.size()) : text;
}

/// The PIDs of several processes, such as a daemon and its children; empty if the text has something else.
std::vector<std::int64_t> readPids(std::string_view content)
{
    constexpr std::string_view Between = " \t\r\n,";
    constexpr std::size_t Most = 64;
    std::vector<std::int64_t> pids;
    for (auto begin = content.find_first_not_of(Between); begin != content.npos;) {
        const auto end = std::min(content.find_first_of(Between, begin), content.size());
        const auto pid = wholeNumber(content.substr(begin, end - begin));
        if (pid <= 0 || pids.size() == Most)
            return {};
        if (std::ranges::find(pids, pid) == pids.end())
            pids.push_back(pid);
        begin = content.find_first_not_of(Between, end);
    }
    return pids;
}

FormatReading severalPids(std::vector<std::int64_t> pids)
{
    FormatReading match{
        .id = PidFileFormat.id, .confidence = 0.9, .reason = {}, .claim = {}, .heldBy = HeldBy::Process};
    match.reason = LockPhrases::noop("the name of a PID file, and the PIDs of several processes");
    match.claim.pids = std::move(pids);
    match.everyPidHolds = true;
    match.hasUnparsedText = true; // one may be a port or an interval, so that the others prove nothing
    match.bareNumber = true;
    return match;
}

std::optional<FormatReading> recognise(const Subject &subject)
{
    if (subject.inodeType != InodeInfo::InodeType::Regular)
        return std::nullopt;
    const bool named = isPidFileName(subject.name);
    FormatReading match{.id = PidFileFormat.id, .confidence = 0, .reason = {}, .claim = {}, .heldBy = HeldBy::Process};

    if (subject.size == 0) {
        // Those of MySQL and others, next to a socket.
        const bool ofSocket = subject.name.ends_with(".sock.lock");
        if (!named && !ofSocket)
            return std::nullopt;
        match.confidence = 0.6;
        match.reason = ofSocket ? LockPhrases::noop("the name of a socket lock, which contains a PID, but empty")
                                : LockPhrases::noop("the name of a PID file, but empty");
        match.incomplete = true;
        return match;
    }
    if (!subject.contentRead)
        return std::nullopt;
    const auto text = readPidText(withoutByteOrderMark(subject.content));
    if (named && isReadInWhole(subject)) {
        if (auto pids = readPids(subject.content); pids.size() > 1)
            return severalPids(std::move(pids));
    }
    // In a lock with another name, further lines mean another format.
    if (!text || (!named && (text->moreLines || !isCalledLock(subject))))
        return std::nullopt;
    const bool zcText = readZcText(subject.content).has_value();
    if (zcText && !named)
        return std::nullopt;

    if (text->pid)
        match.claim = Claim::ofPid(*text->pid);
    match.hasUnparsedText = text->moreLines || subject.content.size() < subject.size;
    match.bareNumber = true;
    match.unknownBase = true;
    if (named) {
        match.confidence = text->plain && text->pid ? 0.95 : text->moreLines || zcText ? 0.7 : 0.8;
        match.reason = text->moreLines ? LockPhrases::noop("the name of a PID file, and a number in the first line")
                                       : LockPhrases::noop("the name of a PID file, and a number");
    } else {
        match.confidence = !text->pid ? 0.4 : text->plain ? 0.6 : 0.5;
        match.reason = LockPhrases::noop("the name of a lock, and only a number");
    }
    return match;
}

} // namespace

std::optional<PidText> readPidText(std::string_view content)
{
    const auto lineEnd = content.find('\n');
    const auto line = content.substr(0, lineEnd);
    const auto digits = withoutBlanks(line);
    const auto number = wholeNumber(digits);
    if (number < 0)
        return std::nullopt;
    PidText text;
    if (number > 0)
        text.pid = number;
    text.plain = lineEnd == content.size() - 1 && digits.size() == line.size() && digits.front() != '0';
    text.moreLines =
        lineEnd != std::string_view::npos && content.find_first_not_of(" \t\r\n", lineEnd) != std::string_view::npos;
    return text;
}

const FormatDetector PidFileFormat = {"pid", recognise};

} // namespace Lockscope

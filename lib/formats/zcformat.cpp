// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/zcformat.h"

#include "formats/digits.h"
#include "values/lockphrases.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace Lockscope {

namespace {

/// A template is a line that somebody typed into a program; a longer text is a document that begins with a space.
constexpr std::size_t LongestTemplateText = 1024;

/// The text between the leading space and the trailing line break; absent if these or printable UTF-8 are missing.
std::optional<std::string_view> innerText(std::string_view content)
{
    if (content.size() < 3 || content.front() != ' ' || content.back() != '\n')
        return std::nullopt;
    const auto inner = content.substr(1, content.size() - 2);
    // A second space is the padding of `%10d`, as written by UUCP, X servers and GnuPG.
    if (inner.front() == ' ' || inner.front() == '\n' || inner.back() == '\n')
        return std::nullopt;
    const auto isControl = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; };
    if (std::any_of(inner.begin(), inner.end(), isControl))
        return std::nullopt;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(inner.data(), static_cast<qsizetype>(inner.size())));
    if (decoder.hasError() || decoded.contains(QChar::ReplacementCharacter))
        return std::nullopt;
    return inner;
}

/// The default template: only a PID. Version 1.0.1 appended a line ` PID` for each holder: the last one counts.
std::optional<std::int64_t> lastOfPidLines(std::string_view inner)
{
    std::int64_t last = -1;
    for (std::string_view rest = inner;;) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        last = line.empty() || line.front() == '0' ? -1 : wholeNumber(line);
        if (last < 0)
            return std::nullopt;
        if (end == std::string_view::npos)
            return last;
        rest.remove_prefix(end + 1);
        if (rest.empty() || rest.front() != ' ')
            return std::nullopt;
        rest.remove_prefix(1);
    }
}

bool isHostCharacter(char c)
{
    return isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '_';
}

bool isHostLike(std::string_view word)
{
    return std::any_of(word.begin(), word.end(), isLetter) || std::count(word.begin(), word.end(), '.') == 3;
}

std::string_view trimmed(std::string_view word)
{
    const auto isEdge = [](char c) { return c == '.' || c == '-' || c == '_'; };
    while (!word.empty() && isEdge(word.front()))
        word.remove_prefix(1);
    while (!word.empty() && isEdge(word.back()))
        word.remove_suffix(1);
    return word;
}

/// The rest of the text without the PID, if it is one word, or the word after `host`, `on` and similar words.
std::optional<std::string> hostIn(std::string text)
{
    static constexpr std::array<std::string_view, 7> Announcing = {"host", "hostname", "on", "at", "node", "Host", "@"};
    static constexpr std::array<std::string_view, 8> Filling = {"pid", "PID",  "Pid",    "process",
                                                                "by",  "held", "locked", "owner"};
    std::vector<std::string_view> candidates;
    bool announced = false;
    const std::string_view view = text;
    for (std::size_t begin = 0; begin < view.size();) {
        auto end = begin;
        while (end < view.size() && isHostCharacter(view[end]))
            ++end;
        if (end == begin) {
            announced = announced || view[begin] == '@';
            ++begin;
            continue;
        }
        const auto word = trimmed(view.substr(begin, end - begin));
        begin = end;
        if (std::find(Announcing.begin(), Announcing.end(), word) != Announcing.end()) {
            announced = true;
        } else if (isHostLike(word) && std::find(Filling.begin(), Filling.end(), word) == Filling.end()) {
            if (announced)
                return std::string(word);
            candidates.push_back(word);
        }
    }
    return candidates.size() == 1 ? std::optional<std::string>(candidates.front()) : std::nullopt;
}

std::optional<FormatReading> recognise(const Subject &subject)
{
    if (subject.inodeType != InodeInfo::InodeType::Regular || !subject.contentRead)
        return std::nullopt;
    const auto claim = readZcText(subject.content);
    if (!claim)
        return std::nullopt;

    const auto &locks = subject.kernelLocks;
    const bool flocked = std::find(locks.begin(), locks.end(), Subject::KernelLockKind::Flock) != locks.end();
    const bool lockLike = flocked || isCalledLock(subject);
    // In a PID file a space before the text would be padding.
    const bool pidFile = !flocked && subject.name.ends_with(".pid");
    const bool onlyPids = lastOfPidLines(subject.content.substr(1, subject.content.size() - 2)).has_value();

    FormatReading match{
        .id = ZcFormat.id, .confidence = 0, .reason = {}, .claim = *claim, .heldBy = HeldBy::KernelLock};
    if (onlyPids) {
        match.confidence = pidFile ? 0.75 : lockLike ? 0.95 : 0.6;
        match.reason = LockPhrases::noop("a space, a PID and a line break, as zc.lockfile writes them");
    } else if (!lockLike || pidFile) {
        return std::nullopt;
    } else if (claim->pid) {
        match.confidence = 0.85;
        match.reason = LockPhrases::noop("a space and a line with a PID, as written by a zc.lockfile content template");
    } else {
        match.confidence = claim->pids.empty() ? 0.4 : 0.6;
        match.reason = LockPhrases::noop("a space and a line of text, as written by a zc.lockfile content template");
    }
    // If it was read only in part, the last line is unknown: then the text identifies the format, but no owner.
    if (subject.size > subject.content.size())
        match.claim = {};
    return match;
}

} // namespace

std::optional<Claim> readZcText(std::string_view content)
{
    const auto inner = innerText(content);
    if (!inner)
        return std::nullopt;
    if (const auto pid = lastOfPidLines(*inner))
        return Claim::ofPid(*pid);
    if (inner->size() > LongestTemplateText)
        return std::nullopt;

    Claim claim;
    std::string rest(*inner);
    const auto readings = pidReadings(*inner);
    for (const auto &reading : readings) {
        if (std::find(claim.pids.begin(), claim.pids.end(), reading.pid) == claim.pids.end())
            claim.pids.push_back(reading.pid);
    }
    if (claim.pids.size() == 1) {
        claim.pid = claim.pids.front();
        for (const auto &reading : readings)
            rest.replace(reading.begin, reading.end - reading.begin, reading.end - reading.begin, ' ');
    }
    if (claim.pids.size() <= 1)
        claim.hostname = hostIn(std::move(rest));
    return claim;
}

const FormatDetector ZcFormat = {"zc", recognise};

} // namespace Lockscope

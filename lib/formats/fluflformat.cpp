// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/fluflformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

/// The content of the lock, which is also the name of its second link.
struct ClaimText
{
    std::string_view lockName;
    std::string_view claimName;
    std::string_view host;
    std::int64_t pid = 0;
};

/// `locks/master.lck|build7.example.com|10602|8756800902146811457`, parsed from the right: the path may contain any
/// characters.
std::optional<ClaimText> readText(std::string_view text, char separator)
{
    const auto random = text.rfind(separator);
    const auto pid = random == text.npos || random == 0 ? text.npos : text.rfind(separator, random - 1);
    const auto host = pid == text.npos || pid == 0 ? text.npos : text.rfind(separator, pid - 1);
    if (host == text.npos)
        return std::nullopt;
    const auto slash = text.substr(0, host).rfind('/');
    const auto name = slash == text.npos ? 0 : slash + 1;
    ClaimText claim;
    claim.lockName = text.substr(name, host - name);
    claim.claimName = text.substr(name);
    claim.host = text.substr(host + 1, pid - host - 1);
    claim.pid = pidIn(text.substr(pid + 1, random - pid - 1));
    if (claim.lockName.empty() || !isHostName(claim.host) || claim.pid == 0 || !areDigits(text.substr(random + 1)))
        return std::nullopt;
    return claim;
}

std::optional<FormatReading> recognise(const Subject &subject)
{
    constexpr std::size_t LongestText = 8192;
    if (!isReadInWhole(subject) || subject.size > LongestText || !isPlainText(subject.content))
        return std::nullopt;
    const std::string_view text = subject.content;
    auto claim = readText(text, '|');
    if (!claim)
        claim = readText(text, '^');
    // Programs may choose another separator; it follows the name of the lock.
    if (const auto name = text.find(subject.name);
        !claim && name != text.npos && name + subject.name.size() < text.size()) {
        const char separator = text[name + subject.name.size()];
        const bool isLetterOfHosts =
            isHostName(std::string_view(&separator, 1)) || separator == '.' || separator == '/';
        claim = isLetterOfHosts ? std::nullopt : readText(text, separator);
    }
    // A claim without the name of the lock is that of a waiter.
    if (!claim || claim->claimName == subject.name || (claim->lockName != subject.name && !isCalledLock(subject)))
        return std::nullopt;

    auto match =
        reading(FluflFormat, claim->lockName == subject.name ? 0.98 : 0.7,
                LockPhrases::noop("the lock's name, a host, a PID and a random number, as flufl.lock writes them"),
                HeldBy::Heartbeat, claimOf(claim->pid, claim->host));
    // Every host may have this name as its full name.
    match.hasUnparsedText = claim->host == "localhost";
    match.timeIsExpiry = true;
    match.heartbeat = 10s;
    match.programRule =
        LockPhrases::noop("10 seconds after its modification time, which it sets to the end of its lease");
    if (subject.surroundings) {
        const auto names = subject.surroundings->otherNames();
        if (std::find(names.begin(), names.end(), claim->claimName) != names.end())
            match.companions.emplace_back(claim->claimName);
    }
    return match;
}

} // namespace

const FormatDetector FluflFormat = {"flufl", recognise};

} // namespace Lockscope

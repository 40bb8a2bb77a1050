// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/filelockstrictformat.h"

#include "formats/fields.h"
#include "formats/filelocktoken.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

using namespace std::string_view_literals;

/// The PID is a decoy: older versions are meant to see a running holder on another host.
constexpr auto Mark = "1\nfilelock-strict-v1\0\n0\n"sv;
constexpr auto HeldPrefix = "held-v1-"sv;
constexpr auto IntentPrefix = "intent-v1-"sv;
constexpr auto ClaimSuffix = ".claim"sv;
constexpr auto NeverRemoved = LockPhrases::noop("py-filelock never removes it: make sure that the holder has exited, "
                                                "then remove the holder's files in the claims directory next to it");

std::optional<std::string> textOfHex(std::string_view hex)
{
    if (!areHexDigits(hex) || hex.size() % 2 != 0)
        return std::nullopt;
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string text;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        text += static_cast<char>(value(hex[at]) * 16 + value(hex[at + 1]));
    return text;
}

std::optional<Claim> readClaim(std::string_view content)
{
    const auto lines = completeLines(content, 5);
    if (!lines || lines->size() != 5 || lines->front() != "filelock-strict-v1"sv || pidIn((*lines)[2]) == 0)
        return std::nullopt;
    const auto host = textOfHex((*lines)[3]);
    if (!host || !isHostName(*host))
        return std::nullopt;
    auto claim = claimOf(pidIn((*lines)[2]), *host);
    claim.bootId = bootIdOf((*lines)[4]);
    claim.startTicks = startTicksOf((*lines)[4]);
    return claim;
}

bool isClaimName(std::string_view name, std::string_view prefix)
{
    constexpr std::size_t TokenDigits = 32;
    return name.size() == prefix.size() + TokenDigits + ClaimSuffix.size() && name.starts_with(prefix) &&
           name.ends_with(ClaimSuffix) && areHexDigits(name.substr(prefix.size(), TokenDigits));
}

FormatReading matchOf(std::string_view reason, HeldBy heldBy, Claim claim = {})
{
    auto match = reading(FilelockStrictFormat, 0.98, reason, heldBy, std::move(claim));
    match.breakAction = "none";
    match.neverBreak = NeverRemoved;
    return match;
}

/// The lock itself is never removed; it is held while the directory next to it contains a claim of a holder.
FormatReading byClaims(const Subject &subject)
{
    constexpr auto Reason = LockPhrases::noop("it has the text of py-filelock's StrictSoftFileLock");
    const auto directory = subject.name + ".filelock";
    const auto claims = subject.surroundings ? subject.surroundings->entriesOf(directory + "/claims") : std::nullopt;
    // Without its claims, nothing is known about its holder.
    if (!claims)
        return matchOf(Reason, HeldBy::Process);
    const auto held = std::find_if(claims->begin(), claims->end(),
                                   [](const std::string &name) { return isClaimName(name, HeldPrefix); });
    if (held != claims->end()) {
        const auto claim = readClaim(subject.surroundings->contentOf(directory + "/claims/" + *held));
        return matchOf(Reason, claim ? HeldBy::Process : HeldBy::Exists, claim.value_or(Claim()));
    }
    return matchOf(Reason, claims->empty() ? HeldBy::Nobody : HeldBy::Exists);
}

std::optional<FormatReading> recognise(const Subject &subject)
{
    if (!isReadInWhole(subject))
        return std::nullopt;
    if (subject.content == Mark)
        return byClaims(subject);
    if (subject.directory != "claims" || !isClaimName(subject.name, HeldPrefix))
        return std::nullopt;
    const auto claim = readClaim(subject.content);
    if (!claim)
        return std::nullopt;
    auto match =
        matchOf(LockPhrases::noop("a holder's claim of py-filelock's StrictSoftFileLock"), HeldBy::Process, *claim);
    auto intent = std::string(IntentPrefix) + subject.name.substr(HeldPrefix.size());
    if (subject.surroundings && subject.surroundings->has(intent))
        match.companions.push_back(std::move(intent));
    return match;
}

} // namespace

const FormatDetector FilelockStrictFormat = {"filelock-strict", recognise};

} // namespace Lockscope

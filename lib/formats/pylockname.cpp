// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/pylockname.h"

#include "formats/digits.h"
#include "formats/fields.h"

#include <algorithm>
#include <array>
#include <string>

namespace Lockscope {

namespace {

/// The maximum length of a file name.
constexpr std::size_t LongestName = 255;

/// The number of digits of a positive hash, the most likely first: 99.9 % of the 64-bit ones have one of the first
/// three lengths, and of the 32-bit ones one of the next three. The others are rare, but omitting one could omit the
/// PID of a running holder.
constexpr std::array<std::size_t, 19> HashLengths = {19, 18, 17, 10, 9, 8, 16, 15, 14, 13, 12, 11, 7, 6, 5, 4, 3, 2, 1};
constexpr std::string_view LargestHash = "9223372036854775807";

/// Since 0.9 a thread ID is the low half of an address: fewer digits than this are more likely a part of the host name
/// (`web-12`).
constexpr std::size_t ShortestThread = 5;
constexpr std::size_t LongestThread = 8;
constexpr std::size_t LongestAddress = 16;

/// The name of a thread in 0.1, sometimes quoted as in a URL.
bool isThreadName(std::string_view text)
{
    const auto fits = [](char c) {
        return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '%' || c == '+' || c == '(' || c == ')';
    };
    return !text.empty() && isLetter(text.front()) && std::all_of(text.begin(), text.end(), fits);
}

void addReading(Claim &claim, std::int64_t pid)
{
    if (pid > 0 && std::find(claim.pids.begin(), claim.pids.end(), pid) == claim.pids.end())
        claim.pids.push_back(pid);
}

/// The claim with its candidates counted; absent if there are none.
std::optional<Claim> settled(Claim claim)
{
    if (claim.pids.empty())
        return std::nullopt;
    if (claim.pids.size() == 1)
        claim.pid = claim.pids.front();
    return claim;
}

std::optional<Claim> exactly(std::string_view host, std::string_view thread, std::int64_t pid)
{
    if (!isHostName(host) || pid <= 0)
        return std::nullopt;
    return claimOf(pid, host, thread);
}

/// `app-5d4f9c`: the part before the five letters at the end of a Kubernetes pod name.
bool isReplicaSet(std::string_view host)
{
    const auto hash = host.substr(host.rfind('-') + 1);
    return hash.size() < host.size() && hash.size() >= ShortestThread && std::ranges::any_of(hash, isDigit) &&
           std::ranges::all_of(hash, [](char c) { return isDigit(c) || (c >= 'a' && c <= 'z'); });
}

/// Removes `-e8da040` from the end of a host name.
std::string_view takeThread(std::string_view &host)
{
    const auto dash = host.rfind('-');
    if (dash == std::string_view::npos || dash == 0)
        return {};
    const auto thread = host.substr(dash + 1);
    if (thread.size() < ShortestThread || thread.size() > LongestThread || !areHexDigits(thread) ||
        (thread.size() == ShortestThread && isReplicaSet(host.substr(0, dash))))
        return {};
    host.remove_suffix(thread.size() + 1);
    return thread;
}

void addReadings(Claim &claim, std::string_view digits)
{
    for (const auto length : HashLengths) {
        if (digits.size() <= length)
            continue;
        const auto hash = digits.substr(digits.size() - length);
        const bool isHash =
            (hash.front() != '0' || length == 1) && (length < LargestHash.size() || hash <= LargestHash);
        if (isHash)
            addReading(claim, pidIn(digits.substr(0, digits.size() - length)));
    }
}

/// `10602`, or a PID directly followed by the hash.
std::optional<Claim> readGluedHash(Claim claim, std::string_view digits)
{
    if (const auto pid = pidIn(digits)) {
        addReading(claim, pid);
    } else {
        addReadings(claim, digits);
    }
    return settled(std::move(claim));
}

/// `e8da04010602`: a thread ID of one to eight hexadecimal digits without padding, and a PID. With eight digits a
/// leading zero is accepted too, because some programs pad them for readability.
std::optional<Claim> readGluedThread(std::string_view host, std::string_view glued)
{
    if (!isHostName(host) || !areHexDigits(glued))
        return std::nullopt;
    Claim claim;
    claim.hostname = host;
    for (auto length = std::min(LongestThread, glued.size() - 1); length > 0; --length) {
        const auto pid = glued.front() == '0' && length < LongestThread ? 0 : pidIn(glued.substr(length));
        addReading(claim, pid);
        if (pid > 0 && claim.pids.size() == 1)
            claim.thread = glued.substr(0, length);
    }
    if (claim.pids.size() > 1)
        claim.thread.reset();
    return settled(std::move(claim));
}

bool isNegativeHash(std::string_view digits)
{
    return areDigits(digits) && digits.size() <= LargestHash.size();
}

/// There is a hyphen after the last dot.
std::optional<Claim> readDashed(std::string_view host, std::string_view left, std::string_view right)
{
    // A number after the hyphen is a hash, not a PID: the text before it is not an address, as a thread would be.
    const auto pid = pidIn(left);
    if (pid > 0 && isNegativeHash(right)) {
        const auto thread = takeThread(host);
        return exactly(host, thread, pid);
    }
    // Python 2 had threads with negative numbers.
    const auto address = left.starts_with('-') ? left.substr(1) : left;
    if (areHexDigits(address) && address.front() != '0' && address.size() <= LongestAddress)
        return exactly(host, address, pidIn(right));
    return isThreadName(left) ? exactly(host, left, pidIn(right)) : std::nullopt;
}

/// `vm-e8da040-10602`, and `vm--10602` without a thread
std::optional<Claim> readDashesOnly(std::string_view name)
{
    const auto dash = name.rfind('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    auto host = name.substr(0, dash);
    const auto before = host.rfind('-');
    if (before == std::string_view::npos)
        return std::nullopt;
    const auto thread = host.substr(before + 1);
    if (thread.empty())
        return exactly(host.substr(0, before), {}, pidIn(name.substr(dash + 1)));
    if (thread.size() < ShortestThread || thread.size() > LongestAddress || !areHexDigits(thread))
        return std::nullopt;
    return exactly(host.substr(0, before), thread, pidIn(name.substr(dash + 1)));
}

} // namespace

std::optional<Claim> readUniqueName(std::string_view name)
{
    if (name.size() > LongestName)
        return std::nullopt;
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos)
        return readDashesOnly(name);

    auto host = name.substr(0, dot);
    const auto tail = name.substr(dot + 1);
    if (areDigits(tail)) {
        Claim claim;
        if (const auto thread = takeThread(host); !thread.empty())
            claim.thread = thread;
        claim.hostname = host;
        return isHostName(host) ? readGluedHash(std::move(claim), tail) : std::nullopt;
    }
    const auto dash = tail.rfind('-');
    if (dash == 0)
        return readGluedThread(host, tail.substr(1));
    if (dash == std::string_view::npos)
        return std::nullopt;
    if (tail.find("--") != tail.npos)
        return readDashesOnly(name);
    // Checked before the thread names of 0.1, because a host name with dots may be followed by an address.
    if (isLetter(tail.front()) && tail.find('-') != dash) {
        if (auto claim = readDashesOnly(name))
            return claim;
    }
    return readDashed(host, tail.substr(0, dash), tail.substr(dash + 1));
}

} // namespace Lockscope

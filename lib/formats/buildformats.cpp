// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/buildformats.h"

#include "formats/bytes.h"
#include "formats/digits.h"
#include "formats/emptyfile.h"
#include "formats/fields.h"
#include "formats/jsonfields.h"
#include "values/lockphrases.h"

#include <algorithm>
#include <array>

namespace Lockscope {

namespace {

using namespace Qt::StringLiterals;
using Kind = Subject::KernelLockKind;

/// `s-h5x2p9b0qk-1vmbc2e.lock`, by which rustc locks one session of an incremental build.
bool isRustcSession(std::string_view name)
{
    constexpr std::string_view Prefix = "s-";
    constexpr std::string_view Suffix = ".lock";
    if (name.size() <= Prefix.size() + Suffix.size() || !name.starts_with(Prefix) || !name.ends_with(Suffix))
        return false;
    name.remove_prefix(Prefix.size());
    name.remove_suffix(Suffix.size());
    const auto dash = name.find('-');
    constexpr std::size_t ShortestTime = 8;
    const auto fits = [](char c) { return isDigit(c) || (c >= 'a' && c <= 'z'); };
    return dash != std::string_view::npos && dash >= ShortestTime && dash + 1 < name.size() &&
           std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(dash), fits) &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(), fits);
}

std::optional<Recognition> recogniseCargo(const Subject &subject)
{
    if (subject.name == ".cargo-lock" || subject.name == ".package-cache" || subject.name == ".package-cache-mutate")
        return emptyLockReading(CargoFormat, subject, Kind::Flock, 0.97,
                                LockPhrases::noop("an empty file with the name of a lock of Cargo"));
    if (isRustcSession(subject.name))
        return emptyLockReading(
            CargoFormat, subject, Kind::Flock, 0.93,
            LockPhrases::noop("an empty file with the name of the lock of a build session of rustc"));
    return std::nullopt;
}

/// What Gradle writes for the peers that it asks to let go, behind its state: the byte 3, a UDP port, an id, the pid
/// and what it does.
std::optional<Claim> readGradleOwner(std::string_view content, std::size_t offset)
{
    constexpr std::uint64_t Protocol = 3;
    constexpr std::size_t PidOffset = 1 + 4 + 8;
    if (bigEndian(content, offset, 1) != Protocol)
        return std::nullopt;
    const auto pid = javaText(content, offset + PidOffset);
    const auto operation = pid ? javaText(content, offset + PidOffset + 2 + pid->size()) : std::nullopt;
    if (!operation || !isPlainText(*operation) ||
        offset + PidOffset + 4 + pid->size() + operation->size() != content.size())
        return std::nullopt;
    if (pid->empty() || pidIn(*pid) > 0)
        return claimOf(pidIn(*pid), {});
    return std::nullopt;
}

std::optional<Recognition> recogniseGradle(const Subject &subject)
{
    struct State
    {
        std::uint64_t version;
        std::size_t size;
    };
    static constexpr std::array States = {State{1, 2}, State{2, 5}, State{3, 17}, State{3, 5}};
    if (!isReadInWhole(subject) || !(subject.name.ends_with(".lock") || subject.name.ends_with(".lck")))
        return std::nullopt;
    const auto version = bigEndian(subject.content, 0, 1);
    for (const auto &state : States) {
        if (version != state.version)
            continue;
        if (const auto claim = readGradleOwner(subject.content, state.size))
            return reading(GradleFormat, 0.97, LockPhrases::noop("a state of Gradle's and the process that holds it"),
                           HeldTest::KernelLock, *claim);
        // Whoever gives it up cuts its own entry off. Two bytes are too few to be sure.
        if (subject.content.size() == state.size)
            return reading(GradleFormat, state.size == 2 ? 0.5 : 0.8,
                           LockPhrases::noop("a state of Gradle's, and no process that holds it"),
                           HeldTest::KernelLock);
    }
    return std::nullopt;
}

std::optional<Recognition> recogniseBazel(const Subject &subject)
{
    constexpr std::string_view PidKey = "pid=";
    constexpr std::size_t MostLines = 8;
    if (!isReadInWhole(subject) || !isCalledLock(subject))
        return std::nullopt;
    const auto lines = completeLines(subject.content, MostLines);
    if (!lines || lines->size() < 2 || !lines->front().starts_with(PidKey) || !(*lines)[1].starts_with("owner="))
        return std::nullopt;
    const auto pid = pidIn(lines->front().substr(PidKey.size()));
    if (pid <= 0)
        return std::nullopt;
    return reading(BazelFormat, subject.name == "lock" ? 0.97 : 0.8,
                   LockPhrases::noop("lines with a pid and an owner, as Bazel writes them"), HeldTest::KernelLock,
                   Claim::ofPid(pid));
}

constexpr std::string_view InfoSuffix = ".lock.info";

/// What Terraform writes beside its state while it has a kernel lock on that.
std::optional<Claim> readLockInfo(const std::optional<QJsonObject> &info)
{
    if (!info || jsonText(*info, "ID"_L1).empty() || !info->value("Operation"_L1).isString())
        return std::nullopt;
    const auto who = jsonText(*info, "Who"_L1);
    const auto at = who.rfind('@');
    Claim claim;
    if (at != std::string::npos && isHostName(std::string_view(who).substr(at + 1))) {
        claim = claimOf(0, std::string_view(who).substr(at + 1));
        if (at > 0)
            claim.name = who.substr(0, at);
    }
    return claim;
}

std::optional<Recognition> recogniseLockInfo(const Subject &subject)
{
    auto match = reading(TerraformFormat, 0.98,
                         LockPhrases::noop("the name of the note beside a Terraform state, and who holds that"),
                         HeldTest::KernelLock);
    match.guard = subject.name.substr(1, subject.name.size() - 1 - InfoSuffix.size());
    match.guardAlways = true;
    match.ask = LockPhrases::noop("look at the state file beside it: a kernel lock on that file decides");
    match.programRule = LockPhrases::noop(
        "when nobody has a kernel lock on the state file beside it; terraform force-unlock removes it");
    if (auto claim = readLockInfo(jsonObject(subject))) {
        match.claim = *std::move(claim);
    } else {
        match.confidence = 0.7;
        match.reason =
            LockPhrases::noop("the name of the note beside a Terraform state, but not what Terraform writes");
        match.torn = true;
    }
    return match;
}

std::optional<Recognition> recogniseTerraform(const Subject &subject)
{
    if (!isReadInWhole(subject))
        return std::nullopt;
    const std::string_view name = subject.name;
    if (name.size() > InfoSuffix.size() + 1 && name.starts_with('.') && name.ends_with(InfoSuffix))
        return recogniseLockInfo(subject);

    if (!name.ends_with(".tfstate") || !subject.surroundings)
        return std::nullopt;
    const auto note = '.' + subject.name + std::string(InfoSuffix);
    const auto claim = readLockInfo(jsonObject(subject.surroundings->contentOf(note)));
    if (!claim)
        return std::nullopt;
    auto match =
        reading(TerraformFormat, 0.95, LockPhrases::noop("a Terraform state, and the note beside it says who holds it"),
                HeldTest::KernelLock, *claim);
    match.neverBreak = LockPhrases::noop("it is the state itself: wait for the one who holds it, or end it");
    return match;
}

} // namespace

const Recogniser CargoFormat = {"cargo", "Cargo and rustc: a kernel lock (flock) on an empty file", recogniseCargo};
const Recogniser GradleFormat = {"gradle", "Gradle: kernel locks (fcntl) on a state and on the process that holds it",
                                 recogniseGradle};
const Recogniser BazelFormat = {"bazel", "Bazel: a kernel lock (fcntl) on a file that names its last holder",
                                recogniseBazel};
const Recogniser TerraformFormat = {"terraform", "Terraform: a kernel lock (fcntl) on a state, and a note beside it",
                                    recogniseTerraform};

} // namespace Lockscope

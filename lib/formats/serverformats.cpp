// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/serverformats.h"

#include "formats/digits.h"
#include "formats/fields.h"
#include "formats/pidfile.h"
#include "values/lockphrases.h"

#include <charconv>
#include <chrono>

namespace Lockscope {

namespace {

/// The socket that `.s.PGSQL.5432.lock` is the lock of.
std::optional<std::string_view> socketOf(std::string_view name)
{
    constexpr std::string_view Prefix = ".s.PGSQL.";
    constexpr std::string_view Suffix = ".lock";
    if (name.size() <= Prefix.size() + Suffix.size() || !name.starts_with(Prefix) || !name.ends_with(Suffix))
        return std::nullopt;
    name.remove_suffix(Suffix.size());
    return areDigits(name.substr(Prefix.size())) ? std::optional(name) : std::nullopt;
}

std::optional<WallTime> readEpoch(std::string_view text)
{
    constexpr std::int64_t FarFuture = 1LL << 33; // nanoseconds still fit
    std::int64_t seconds = 0;
    if (!areDigits(text) || std::from_chars(text.data(), text.data() + text.size(), seconds).ec != std::errc() ||
        seconds == 0 || seconds > FarFuture)
        return std::nullopt;
    return WallTime(std::chrono::seconds(seconds));
}

/// Lines: pid, negative for a server in single-user mode; folder of the data; since 9.1 time of the start, and more.
std::optional<Claim> readPostgresql(std::string_view content)
{
    constexpr std::size_t MostLines = 12;
    // A server that was killed while it wrote leaves a last line without an end.
    const auto lines = completeLines(content.substr(0, content.rfind('\n') + 1), MostLines);
    if (!lines || lines->size() < 2)
        return std::nullopt;
    auto digits = lines->front();
    if (digits.starts_with('-'))
        digits.remove_prefix(1);
    const auto pid = pidIn(digits);
    const auto folder = (*lines)[1];
    const bool isPath = folder.starts_with('/') || (folder.size() > 2 && isLetter(folder[0]) && folder[1] == ':');
    if (pid <= 0 || !isPath)
        return std::nullopt;
    auto claim = Claim::ofPid(pid);
    if (lines->size() >= 4)
        claim.startTime = readEpoch((*lines)[2]);
    return claim;
}

/// The seventh line: the key and the id of the server's shared memory, to which its children are attached too.
std::optional<std::int64_t> readSharedMemory(std::string_view content)
{
    constexpr std::size_t MostLines = 12;
    constexpr std::size_t At = 6;
    const auto lines = completeLines(content, MostLines);
    if (!lines || lines->size() <= At)
        return std::nullopt;
    const auto line = (*lines)[At];
    const auto id = wholeNumber(line.substr(line.rfind(' ') + 1));
    return id >= 0 && areDigits(line.substr(line.rfind(' ') + 1)) ? std::optional(id) : std::nullopt;
}

std::optional<Recognition> recognisePostgresql(const Subject &subject)
{
    const bool ofData = subject.name == "postmaster.pid";
    const auto socket = socketOf(subject.name);
    if (subject.inodeType != LockReport::InodeType::Regular || !subject.contentRead || (!ofData && !socket))
        return std::nullopt;
    auto match =
        reading(PostgresqlFormat, 1.0,
                LockPhrases::noop("the name of a lock of PostgreSQL, and what its server writes"), HeldTest::Process);
    match.programRule =
        LockPhrases::noop("when there is no process of that number, and nobody is attached to its shared memory");
    if (ofData) {
        match.neverBreak =
            LockPhrases::noop("a second server on the same data would ruin it: start the server, which removes a lock "
                              "that was left behind by itself");
    } else if (subject.surroundings && subject.surroundings->has(std::string(*socket))) {
        match.companions.emplace_back(*socket);
    }
    if (auto claim = readPostgresql(subject.content)) {
        match.claim = *std::move(claim);
        match.sharedMemory = readSharedMemory(subject.content);
    } else {
        match.confidence = 0.97;
        match.reason = LockPhrases::noop("the name of a lock of PostgreSQL, but not what its server writes");
        match.torn = true;
    }
    return match;
}

/// Emptied, not removed, when the server ends cleanly.
std::optional<Recognition> recogniseMongod(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Regular || subject.name != "mongod.lock")
        return std::nullopt;
    auto match =
        reading(MongodFormat, 0.97, LockPhrases::noop("the name of a MongoDB server's lock"), HeldTest::KernelLock);
    match.neverBreak =
        LockPhrases::noop("if a pid stands in it and nobody holds it, the server did not end cleanly: start it, and it "
                          "recovers its data");
    const auto text = subject.contentRead ? readPidText(subject.content) : std::nullopt;
    if (text && text->pid) {
        match.claim = Claim::ofPid(*text->pid);
        match.reason = LockPhrases::noop("the name of a MongoDB server's lock, and a pid");
    } else if (subject.size > 0) {
        match.confidence = 0.7;
    }
    return match;
}

} // namespace

const Recogniser PostgresqlFormat = {
    "postgresql", "PostgreSQL: the lock of its data or of its socket, names the server", recognisePostgresql};
const Recogniser MongodFormat = {"mongod", "MongoDB: a kernel lock (flock) on a file that names the server",
                                 recogniseMongod};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/backupformats.h"

#include "formats/fields.h"
#include "formats/jsonfields.h"
#include "values/lockphrases.h"

#include <QJsonArray>

#include <algorithm>

namespace Lockscope {

namespace {

using namespace Qt::StringLiterals;
using InodeType = LockReport::InodeType;

constexpr std::chrono::minutes StaleAfter{30}; // by the rule of borg 2, and of restic

/// The host's name, an @ and a number of the machine, or what BORG_HOST_ID says.
bool isHostId(std::string_view text)
{
    constexpr std::size_t Longest = 300;
    return !text.empty() && text.size() <= Longest && isPlainText(text) && text.find('/') == std::string_view::npos;
}

/// `box.example.com@52540012.4242-0`: host, process, thread in hexadecimal.
std::optional<Claim> readBorgName(std::string_view name)
{
    const auto dash = name.rfind('-');
    const auto dot = dash == std::string_view::npos ? dash : name.rfind('.', dash);
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto host = name.substr(0, dot);
    const auto pid = pidIn(name.substr(dot + 1, dash - dot - 1));
    const auto thread = name.substr(dash + 1);
    if (!isHostId(host) || pid <= 0 || !areHexDigits(thread))
        return std::nullopt;
    return claimOf(pid, host, thread);
}

std::optional<Recognition> recogniseBorgFolder(const Subject &subject)
{
    if (subject.name != "lock.exclusive" || !subject.surroundings)
        return std::nullopt;
    auto match = reading(BorgFormat, 1.0,
                         LockPhrases::noop("the folder that is borg's lock, and the name in it says who holds it"),
                         HeldTest::Process);
    match.breakAction = "rmdir";
    if (subject.surroundings->has("lock.roster"))
        match.partner = LockPhrases::noop("Borg also keeps lock.roster beside it. `borg break-lock` removes both.");
    match.programRule = LockPhrases::noop("when its process on the same host is gone");
    std::size_t found = 0;
    for (const auto &entry : subject.surroundings->entriesOf()) {
        const auto claim = readBorgName(entry);
        if (claim && found++ == 0)
            match.claim = *claim;
        else
            match.saysMore = true;
    }
    if (found == 0) {
        match.confidence = 0.8;
        match.reason = LockPhrases::noop("the name of borg's lock, but nothing in it says who holds it");
        match.torn = true;
    }
    return match;
}

/// Adds `[["box@52540012", 4242, 0], ...]` to the claim; false where it is anything else.
bool addToRoster(const QJsonValue &list, Recognition &match)
{
    constexpr std::size_t MostProcesses = 64;
    if (!list.isUndefined() && !list.isArray())
        return false;
    for (const auto &element : list.toArray()) {
        const auto entry = element.toArray();
        const auto host = entry.at(0).toString().toStdString();
        const auto pid = jsonPid(entry.at(1));
        if (!isHostId(host) || pid <= 0)
            return false;
        auto &claim = match.claim;
        if (!claim.hostname)
            claim.hostname = host;
        // Of several hosts only one can be told: the processes of the others must not be looked for on it.
        if (claim.hostname != host || claim.pids.size() == MostProcesses)
            match.saysMore = true;
        else if (std::find(claim.pids.begin(), claim.pids.end(), pid) == claim.pids.end())
            claim.pids.push_back(pid);
    }
    return true;
}

/// The list of those who read, while nobody may have the repository for itself.
std::optional<Recognition> recogniseBorgRoster(const Subject &subject)
{
    if (subject.name != "lock.roster" || !isReadInWhole(subject))
        return std::nullopt;
    auto match = reading(BorgFormat, 0.98, LockPhrases::noop("borg's list of the processes that share the repository"),
                         HeldTest::Process);
    match.everyPidHolds = true;
    if (subject.surroundings && subject.surroundings->has("lock.exclusive"))
        match.partner = LockPhrases::noop("Borg also keeps lock.exclusive beside it. `borg break-lock` removes both.");
    match.programRule = LockPhrases::noop("an entry, when its process on the same host is gone");
    const auto roster = jsonObject(subject);
    if (!roster || !addToRoster(roster->value("shared"_L1), match) ||
        !addToRoster(roster->value("exclusive"_L1), match)) {
        match.claim = {};
        match.confidence = 0.8;
        match.reason = LockPhrases::noop("the name of borg's list of users, but not what borg writes");
        match.torn = true;
    }
    if (match.claim.pids.size() == 1)
        match.claim.pid = match.claim.pids.front();
    return match;
}

std::optional<Recognition> recogniseBorgObject(const Subject &subject)
{
    // Its name is a hash, which many files have: the keys decide.
    const auto object = jsonObject(subject);
    if (!object || !object->value("exclusive"_L1).isBool() || !object->value("time"_L1).isString())
        return std::nullopt;
    const auto host = jsonText(*object, "hostid"_L1);
    const auto pid = jsonPid(object->value("processid"_L1));
    if (!isHostId(host) || pid <= 0)
        return std::nullopt;
    auto match = reading(BorgFormat, subject.folder == "locks" ? 1.0 : 0.9,
                         LockPhrases::noop("a lock of borg 2 in JSON"), HeldTest::Heartbeat, claimOf(pid, host));
    const auto thread = object->value("threadid"_L1);
    if (thread.isDouble())
        match.claim.thread = std::to_string(thread.toInteger());
    match.heartbeat = StaleAfter;
    match.programRule =
        LockPhrases::noop("when its process on the same host is gone, or half an hour after it was last renewed");
    return match;
}

std::optional<Recognition> recogniseBorg(const Subject &subject)
{
    if (subject.inodeType == InodeType::Directory)
        return recogniseBorgFolder(subject);
    if (auto roster = recogniseBorgRoster(subject))
        return roster;
    return recogniseBorgObject(subject);
}

/// Encrypted: only the place, the name and the look of random bytes tell it.
std::optional<Recognition> recogniseRestic(const Subject &subject)
{
    constexpr std::size_t NameLength = 64; // a SHA-256
    constexpr std::size_t SmallestSize = 32;
    constexpr std::size_t LargestSize = 4096;
    if (!isReadInWhole(subject) || subject.folder != "locks" || subject.name.size() != NameLength ||
        !areHexDigits(subject.name) || subject.size < SmallestSize || subject.size > LargestSize ||
        std::all_of(subject.content.begin(), subject.content.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::nullopt;
    auto match =
        reading(ResticFormat, 0.9,
                LockPhrases::noop(
                    "the name and the place of a lock of restic; encrypted, so it tells its owner only to those who "
                    "have the repository's password"),
                HeldTest::Heartbeat);
    match.heartbeat = StaleAfter;
    match.ask = LockPhrases::noop("ask with `restic list locks`");
    match.programRule =
        LockPhrases::noop("when its process on the same host is gone, or after half an hour; restic unlock removes it");
    return match;
}

} // namespace

const Recogniser BorgFormat = {
    "borg", "borg: the folder, the list or the object that names the processes in a repository", recogniseBorg};
const Recogniser ResticFormat = {"restic", "restic: an encrypted lock, renewed by its holder", recogniseRestic};

} // namespace Lockscope

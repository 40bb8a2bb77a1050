// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/protocol.h"

#include <lockscope/json.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace Lockscope::Protocol {

namespace {

using Life = Testimony::Life;
using Reason = Verdict::Reason;

/// What may prove that a process has exited.
constexpr std::array ExitReasons{Reason::PidDead, Reason::PidRecycled, Reason::BootedSince, Reason::ZombieHolder};
constexpr std::array Lives{Life::Running, Life::Exited, Life::Undecided};

std::string_view toWord(Life life)
{
    switch (life) {
    case Life::Running:
        return "running";
    case Life::Exited:
        return "exited";
    case Life::Undecided:
        break;
    }
    return "undecided";
}

/// A question or an answer: one line with its ID, and what `write` adds.
template <typename Write>
std::string message(std::int64_t id, const Write &write)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.key("id").number(id);
    write(json);
    json.endObject();
    return line;
}

std::optional<QJsonObject> objectOf(std::string_view line)
{
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QJsonValue at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key));
}

std::string textAt(const QJsonObject &object, const char *key)
{
    return at(object, key).toString().toStdString();
}

std::optional<std::string> optionalTextAt(const QJsonObject &object, const char *key)
{
    const auto value = at(object, key);
    return value.isString() ? std::optional(value.toString().toStdString()) : std::nullopt;
}

/// A double has 53 bits: numbers that may be larger are sent as text.
std::optional<std::uint64_t> largeNumberAt(const QJsonObject &object, const char *key)
{
    bool isNumber = false;
    const auto number = at(object, key).toString().toULongLong(&isNumber);
    return isNumber ? std::optional<std::uint64_t>(number) : std::nullopt;
}

std::string base64(const std::string &bytes)
{
    return QByteArray::fromStdString(bytes).toBase64().toStdString();
}

/// The types of kernel locks that exclude others, by their position.
constexpr std::array LockTypes{LockDescription::Type::Flock, LockDescription::Type::Posix, LockDescription::Type::Ofd};
constexpr std::array<std::string_view, 3> LockWords{"flock", "posix", "ofd"};

void write(JsonWriter &json, const FileState::Lock &lock)
{
    const auto type = std::ranges::find(LockTypes, lock.lock.type) - LockTypes.begin();
    json.beginObject();
    json.key("type").bytes(LockWords.at(static_cast<std::size_t>(type)));
    json.key("shared").boolean(lock.lock.isShared);
    json.key("start").bytes(std::to_string(lock.lock.start));
    json.key("end");
    if (lock.lock.end)
        json.bytes(std::to_string(*lock.lock.end));
    else
        json.null();
    json.key("holders").array(lock.holders, [&](const ProcessName &holder) {
        json.beginObject();
        json.key("pid").number(holder.pid);
        json.key("name").bytes(holder.name);
        json.endObject();
    });
    json.endObject();
}

std::optional<FileState::Lock> lockOf(const QJsonObject &object)
{
    const auto type = std::ranges::find(LockWords, textAt(object, "type"));
    const auto start = largeNumberAt(object, "start");
    if (type == LockWords.end() || !start)
        return {};
    FileState::Lock lock;
    lock.lock = {LockTypes.at(static_cast<std::size_t>(type - LockWords.begin())), at(object, "shared").toBool(),
                 *start, largeNumberAt(object, "end")};
    for (const auto &holder : at(object, "holders").toArray())
        lock.holders.push_back({at(holder.toObject(), "pid").toInteger(), textAt(holder.toObject(), "name")});
    return lock;
}

} // namespace

std::string greeting(const HostGreeting &greeting)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.key("lockscopeAnswer").number(std::int64_t{Version});
    json.key("version").bytes(greeting.version);
    json.key("hostname").bytes(greeting.hostname);
    json.key("machineId").bytes(greeting.machineId);
    json.key("bootId").bytes(greeting.bootId);
    json.key("pidNamespace").bytes(std::to_string(greeting.pidNamespace));
    json.key("seesAllProcesses").boolean(greeting.seesAllProcesses);
    json.key("uid").number(greeting.uid);
    json.endObject();
    return line;
}

std::optional<HostGreeting> parseGreeting(std::string_view line)
{
    const auto object = objectOf(line);
    if (!object || at(*object, "lockscopeAnswer").toInteger() != Version)
        return {};
    HostGreeting greeting;
    greeting.hostname = textAt(*object, "hostname");
    greeting.machineId = textAt(*object, "machineId");
    greeting.bootId = textAt(*object, "bootId");
    greeting.pidNamespace = largeNumberAt(*object, "pidNamespace").value_or(0);
    greeting.seesAllProcesses = at(*object, "seesAllProcesses").toBool();
    greeting.uid = at(*object, "uid").toInteger(-1);
    greeting.version = textAt(*object, "version");
    return greeting;
}

bool isGreetingOfOtherVersion(std::string_view line)
{
    const auto object = objectOf(line);
    return object && at(*object, "lockscopeAnswer").isDouble() && at(*object, "lockscopeAnswer").toInteger() != Version;
}

std::string processQuestion(std::int64_t id, const Claim &claim, std::int64_t pid)
{
    return message(id, [&](JsonWriter &json) {
        json.key("process").beginObject();
        json.key("pid").number(pid);
        if (!claim.pid)
            json.key("candidates").array(claim.pids, [&](std::int64_t candidate) { json.number(candidate); });
        json.key("bootId").bytesOrNull(claim.bootId);
        json.key("startTicks");
        if (claim.startTicks)
            json.bytes(std::to_string(*claim.startTicks));
        else
            json.null();
        json.key("pidNamespace");
        if (claim.pidNamespace)
            json.bytes(std::to_string(*claim.pidNamespace));
        else
            json.null();
        json.endObject();
    });
}

/// A path may contain any bytes.
std::string fileQuestion(std::int64_t id, const std::filesystem::path &path)
{
    return message(id, [&](JsonWriter &json) { json.key("file").bytes(base64(path.native())); });
}

std::string lockedInodeQuestion(std::int64_t id, const InodeKey &inode)
{
    return message(id, [&](JsonWriter &json) {
        json.key("lockedInode").beginObject();
        json.key("major").number(std::int64_t{inode.major});
        json.key("minor").number(std::int64_t{inode.minor});
        json.key("inode").bytes(std::to_string(inode.inode));
        json.endObject();
    });
}

/// Words may contain any bytes, like paths.
std::string commandQuestion(std::int64_t id, const std::vector<std::string> &words)
{
    return message(id, [&](JsonWriter &json) {
        json.key("command").array(words, [&](const std::string &word) { json.bytes(base64(word)); });
    });
}

std::string commandAnswer(std::int64_t id, std::string_view refusal)
{
    return message(id, [&](JsonWriter &json) {
        json.key("runs").boolean(refusal.empty());
        json.key("refusal").bytesOrNull(refusal);
    });
}

std::optional<CommandAnswer> parseCommandAnswer(std::string_view line, std::int64_t id)
{
    const auto object = objectOf(line);
    if (!object || at(*object, "id").toInteger(-1) != id)
        return {};
    if (!at(*object, "runs").isBool() && !at(*object, "error").isString())
        return {};
    return CommandAnswer{at(*object, "runs").toBool(), textAt(*object, "refusal")};
}

std::optional<Question> parseQuestion(std::string_view line)
{
    const auto object = objectOf(line);
    if (!object || !at(*object, "id").isDouble())
        return {};
    Question question;
    question.id = at(*object, "id").toInteger();
    const auto file = at(*object, "file");
    if (file.isString())
        question.path = QByteArray::fromBase64(file.toString().toLatin1()).toStdString();
    const auto inode = at(*object, "lockedInode").toObject();
    if (const auto number = largeNumberAt(inode, "inode")) {
        question.lockedInode = {static_cast<std::uint32_t>(at(inode, "major").toInteger()),
                                static_cast<std::uint32_t>(at(inode, "minor").toInteger()), *number};
    }
    for (const auto &word : at(*object, "command").toArray())
        question.command.push_back(QByteArray::fromBase64(word.toString().toLatin1()).toStdString());
    const auto process = at(*object, "process");
    const auto pid = at(process.toObject(), "pid").toInteger();
    if (!process.isObject() || pid <= 0)
        return question;
    question.claim = Claim::ofPid(pid);
    for (const auto &candidate : at(process.toObject(), "candidates").toArray())
        question.candidates.push_back(candidate.toInteger());
    question.claim->bootId = optionalTextAt(process.toObject(), "bootId");
    question.claim->startTicks = largeNumberAt(process.toObject(), "startTicks");
    question.claim->pidNamespace = largeNumberAt(process.toObject(), "pidNamespace");
    return question;
}

std::string processAnswer(std::int64_t id, const Testimony::Process &process)
{
    return message(id, [&](JsonWriter &json) {
        json.key("pid").number(process.pid);
        json.key("life").bytes(toWord(process.life));
        json.key("reason").bytes(Lockscope::toWord(process.reason));
        json.key("name").bytesOrNull(std::string_view(process.name));
    });
}

std::string errorAnswer(std::int64_t id, std::string_view error)
{
    return message(id, [&](JsonWriter &json) { json.key("error").bytes(error); });
}

FileState FileState::of(const LockReport &report)
{
    FileState file;
    file.format = report.format;
    file.pids = report.owner.pids;
    file.inode = report.inode ? report.inode->inode : 0;
    file.size = report.size;
    file.ownerUid = report.ownerUid.value_or(-1);
    if (report.modified)
        file.modified = report.modified->time_since_epoch().count();
    for (const auto &lock : report.kernelLocks) {
        const auto type = std::ranges::find(LockWords, Lockscope::toWord(lock.type));
        if (type == LockWords.end() || !lock.onThisFile)
            continue;
        auto &added = file.locks.emplace_back();
        added.lock = {LockTypes.at(static_cast<std::size_t>(type - LockWords.begin())),
                      lock.mode == KernelLock::Mode::Read, lock.start, lock.end};
        for (const auto &holder : lock.holders)
            added.holders.push_back({holder.pid, holder.name});
    }
    return file;
}

bool FileState::isSame(const FileState &other) const
{
    return inode != 0 && format == other.format && pids == other.pids && inode == other.inode && size == other.size &&
           ownerUid == other.ownerUid && modified == other.modified;
}

std::string fileAnswer(std::int64_t id, const FileState &file)
{
    return message(id, [&](JsonWriter &json) {
        json.key("format").bytes(file.format);
        json.key("pids").array(file.pids, [&](std::int64_t pid) { json.number(pid); });
        json.key("inode").bytes(std::to_string(file.inode));
        json.key("size").bytes(std::to_string(file.size));
        json.key("ownerUid").number(file.ownerUid);
        json.key("modified").bytes(std::to_string(file.modified));
        json.key("locks").array(file.locks, [&](const FileState::Lock &lock) { write(json, lock); });
    });
}

std::optional<FileState> parseFileAnswer(std::string_view line, std::int64_t id)
{
    const auto object = objectOf(line);
    if (!object || at(*object, "id").toInteger(-1) != id)
        return {};
    FileState file;
    file.format = textAt(*object, "format");
    for (const auto &pid : at(*object, "pids").toArray())
        file.pids.push_back(pid.toInteger());
    file.inode = largeNumberAt(*object, "inode").value_or(0);
    file.size = largeNumberAt(*object, "size").value_or(0);
    file.ownerUid = at(*object, "ownerUid").toInteger(-1);
    file.modified = at(*object, "modified").toString().toLongLong();
    for (const auto &each : at(*object, "locks").toArray()) {
        if (auto lock = lockOf(each.toObject()))
            file.locks.push_back(*std::move(lock));
    }
    return file;
}

std::string reportsAnswer(std::int64_t id, std::span<const LockReport> reports)
{
    return message(id, [&](JsonWriter &json) {
        json.key("reports").array(reports, [&](const LockReport &report) { json.raw(toJson(report)); });
    });
}

std::optional<std::vector<LockReport>> parseReportsAnswer(std::string_view line, std::int64_t id)
{
    const auto object = objectOf(line);
    if (!object || at(*object, "id").toInteger(-1) != id || !at(*object, "reports").isArray())
        return {};
    std::vector<LockReport> reports;
    for (const auto &element : at(*object, "reports").toArray()) {
        auto report = fromJson(QJsonDocument(element.toObject()).toJson(QJsonDocument::Compact).toStdString());
        if (!report)
            return {};
        reports.push_back(*std::move(report));
    }
    return reports;
}

std::optional<Testimony::Process> parseProcessAnswer(std::string_view line, std::int64_t id, std::int64_t pid)
{
    const auto object = objectOf(line);
    if (!object || at(*object, "id").toInteger(-1) != id)
        return {};
    Testimony::Process process;
    process.pid = pid;
    // A far end of another version may not know the question.
    if (at(*object, "error").isString())
        return process;
    const auto life = std::ranges::find(Lives, textAt(*object, "life"), [](Life each) { return toWord(each); });
    if (at(*object, "pid").toInteger() != pid || life == Lives.end())
        return {};
    process.life = *life;
    process.name = textAt(*object, "name");
    if (process.life != Life::Exited)
        return process;
    const auto reason =
        std::ranges::find(ExitReasons, textAt(*object, "reason"), [](Reason each) { return Lockscope::toWord(each); });
    if (reason == ExitReasons.end())
        return {};
    process.reason = *reason;
    return process;
}

} // namespace Lockscope::Protocol

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "json/reportparsing.h"

#include "values/enumwords.h"
#include "values/sentences.h"

#include <lockscope/json.h>

#include <QJsonDocument>
#include <QMetaEnum>

#include <chrono>

namespace Lockscope {

namespace {

constexpr auto MaxList = UntrustedJson::MaxList;

/// By the name in the code, for enumerations without toWord().
template <typename Enum>
Enum named(const UntrustedJson &json, const char *key, Enum otherwise)
{
    const auto name = json.optionalText(key);
    if (!name)
        return otherwise;
    bool isKnown = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name->c_str(), &isKnown);
    if (!isKnown)
        json.note(key);
    return isKnown ? static_cast<Enum>(value) : otherwise;
}

/// The sentences that this version knows; if it does not know all, the English text that the capture has as well.
std::vector<Message> messagesOr(const UntrustedJson &json, const char *messages, const char *text)
{
    auto known = json.messages(messages);
    if (known.size() == static_cast<std::size_t>(json.list(messages, MaxList).size()) && !known.empty())
        return known;
    const auto english = json.optionalText(text);
    return english ? std::vector{Message(Sentence::Detail::Text, Phrase{*english})} : std::vector<Message>();
}

std::optional<InodeKey> inodeOf(const UntrustedJson &json, const char *key)
{
    if (!json.has(key))
        return {};
    const auto inode = json.object(key);
    return InodeKey{static_cast<std::uint32_t>(inode.number("major")),
                    static_cast<std::uint32_t>(inode.number("minor")), inode.large("inode").value_or(0)};
}

Claim claimOf(const UntrustedJson &json)
{
    Claim claim;
    claim.pid = json.optionalNumber("pid");
    claim.pids = json.numbers("pids");
    claim.hostname = json.optionalText("hostname");
    claim.thread = json.optionalText("thread");
    claim.name = json.optionalText("name");
    claim.startTime = json.time("startTime");
    claim.bootId = json.optionalText("bootId");
    claim.startTicks = json.large("startTicks");
    claim.machineId = json.optionalText("machineId");
    claim.pidNamespace = json.large("pidNamespace");
    return claim;
}

LockHolder holderOf(const UntrustedJson &json)
{
    using Source = LockHolder::Source;
    LockHolder holder;
    holder.pid = json.number("pid");
    holder.fd = static_cast<int>(json.number("fd", -1));
    holder.name = json.text("name");
    holder.source = Source::Table;
    for (const auto source : {Source::Descriptor, Source::Mapping}) {
        if (json.text("source") == toWord(source))
            holder.source = source;
    }
    holder.proved = holder.source == Source::Descriptor;
    return holder;
}

LockWaiter waiterOf(const UntrustedJson &json)
{
    return {.pid = json.number("pid"), .name = json.text("name")};
}

NfsClient nfsClientOf(const UntrustedJson &json)
{
    NfsClient client{.name = json.text("name"),
                     .address = json.text("address"),
                     .isLeaseExpired = json.flag("leaseExpired"),
                     .sinceRenewal = {}};
    if (const auto seconds = json.optionalNumber("secondsSinceRenewal"))
        client.sinceRenewal = std::chrono::seconds(*seconds);
    return client;
}

KernelLock kernelLockOf(const UntrustedJson &json)
{
    KernelLock lock;
    lock.type = json.word("type", KernelLock::Type::Flock);
    lock.mode = json.word("mode", KernelLock::Mode::Write);
    lock.inode = inodeOf(json, "inode").value_or(InodeKey());
    lock.file = inodeOf(json, "file");
    lock.inTable = json.flag("inTable");
    lock.onThisFile = json.flag("onThisFile");
    lock.start = static_cast<std::uint64_t>(json.number("start"));
    if (const auto end = json.optionalNumber("end"))
        lock.end = static_cast<std::uint64_t>(*end);
    lock.holders = json.objects("holders", MaxList, holderOf);
    const auto threads = json.numbers("threads");
    for (std::size_t i = 0; i < std::min(threads.size(), lock.holders.size()); ++i)
        lock.holders[i].thread = threads[i];
    lock.waiters = json.objects("waiters", MaxList, waiterOf);
    lock.deadlock = json.numbers("deadlock");
    lock.path = json.path("path");
    lock.pathState = named(json, "pathState", KernelLock::PathState::Unknown);
    lock.tablePid = json.number("tablePid");
    const auto nfs = json.number("nfsVersion");
    lock.forNfs = nfs == 4   ? KernelLock::ForNfs::Version4
                  : nfs == 3 ? KernelLock::ForNfs::Version3
                             : KernelLock::ForNfs::No;
    lock.nfsClients = json.objects("nfsClients", MaxList, nfsClientOf);
    return lock;
}

/// The letter of proc_pid_stat(5), which a line has only as a word.
char stateOf(const UntrustedJson &json)
{
    if (const auto letter = json.text("stateLetter"); letter.size() == 1)
        return letter.front();
    const auto word = json.text("state");
    ProcessFacts process;
    for (const char letter : std::string_view("RSDTtZXIP")) {
        process.state = letter;
        if (process.stateWord() == word)
            return letter;
    }
    return '?';
}

FormatMatch matchOf(const UntrustedJson &json)
{
    return {.id = json.text("id"), .confidence = json.decimal("confidence"), .reason = {}};
}

/// A newer version may know evidence that this one does not: such an entry keeps its text.
Evidence evidenceOf(const UntrustedJson &json)
{
    auto finding = messagesOr(json, "finding", "fact");
    return {.id = fromWord<Evidence::Id>(json.text("id")).value_or(Evidence::Id::NotOpen),
            .supports = json.word("supports", Evidence::Supports::Nothing),
            .finding = finding.empty() ? Message(Sentence::Detail::Text, Phrase{}) : std::move(finding.front()),
            .source = QString::fromStdString(json.text("source")),
            .host = json.text("host")};
}

AskedHost askedOf(const UntrustedJson &json)
{
    constexpr double NanosecondsPerMillisecond = 1e6;
    constexpr double MaxMilliseconds = 1e9;
    const auto milliseconds = std::clamp(json.decimal("milliseconds"), 0.0, MaxMilliseconds);
    return {.host = json.text("host"),
            .machineId = json.text("machineId"),
            .bootId = json.text("bootId"),
            .askedAt = {},
            .took = std::chrono::nanoseconds(static_cast<std::int64_t>(milliseconds * NanosecondsPerMillisecond)),
            .error = json.text("error")};
}

std::optional<FileSystemKind> fileSystemOf(const UntrustedJson &json)
{
    if (!json.has("fileSystem"))
        return {};
    const auto fields = json.object("fileSystem");
    FileSystemKind kind{.type = fields.text("type"), .remote = fields.flag("remote"), .lockReach = {}};
    if (const auto reach = valueOfWord<FileSystemKind::LockReach>(fields.text("lockReach")))
        kind.lockReach = *reach;
    return kind;
}

void readFile(LockReport &report, const UntrustedJson &json)
{
    report.inode = inodeOf(json, "inode");
    report.inodeType = named(json, "type", InodeInfo::InodeType::None);
    report.size = json.large("size").value_or(0);
    report.mode = static_cast<std::uint32_t>(json.number("mode"));
    report.links = static_cast<std::uint32_t>(json.number("links"));
    if (const auto uid = json.number("uid", -1); uid >= 0)
        report.ownerUid = uid;
    report.changed = json.time("changed");
    report.contentRead = json.flag("contentRead");
    report.content = json.base64("content");
    report.linkTarget = json.base64("linkTarget");
}

} // namespace

ProcessFacts processOf(const UntrustedJson &json)
{
    ProcessFacts process;
    process.pid = json.number("pid");
    process.ppid = json.number("ppid");
    process.name = json.text("name");
    process.commandLine = json.texts("commandLine");
    process.uid = json.number("uid", -1);
    process.user = json.text("user");
    process.startTicks = json.large("startTicks").value_or(0);
    process.startTime = json.time("startTime");
    process.state = stateOf(json);
    process.threads = static_cast<int>(json.number("threads"));
    process.pidNamespace = static_cast<std::uint64_t>(json.number("pidNamespace"));
    process.namespacePids = json.numbers("namespacePids");
    process.container = json.text("container");
    process.isKernelThread = json.flag("kernelThread");
    return process;
}

LockInterval intervalOf(const UntrustedJson &json)
{
    LockInterval interval;
    interval.path = json.path("path");
    interval.key = json.has("keyBase64") ? json.base64("keyBase64") : interval.path.native();
    interval.what = json.word("what", LockInterval::What::Held);
    interval.from = json.time("from").value_or(WallTime());
    interval.to = json.time("to");
    interval.seen = json.time("seen").value_or(interval.from);
    interval.isWatched = json.flag("watched");
    interval.end = json.word("end", LockInterval::End::Open);
    interval.pid = json.optionalNumber("pid");
    interval.processName = json.text("name");
    interval.owner = QString::fromStdString(json.text("owner"));
    interval.format = json.text("format");
    return interval;
}

LockReport reportOf(const UntrustedJson &json)
{
    LockReport report;
    report.path = json.path("path");
    report.row = json.path("row");
    report.format = json.text("format");
    report.formats = json.objects("formats", MaxList, matchOf);
    const auto reasons = json.texts("matchReasons");
    for (std::size_t i = 0; i < std::min(reasons.size(), report.formats.size()); ++i)
        report.formats[i].reason.text = reasons[i];
    report.verdict.state = json.word("verdict", Verdict::State::Unknown);
    report.verdict.confidence = json.word("confidence", Verdict::Confidence::Presumed);
    report.verdict.reason = fromWord<Verdict::Reason>(json.text("reason")).value_or(Verdict::Reason::Unrecognised);
    report.verdict.sentences = messagesOr(json, "sentences", "summary");
    report.owner = claimOf(json.object("owner"));
    if (json.has("process"))
        report.process = processOf(json.object("process"));
    report.kernelLocks = json.objects("kernelLocks", MaxList, kernelLockOf);
    report.evidence = json.objects("evidence", MaxList, evidenceOf);
    report.token = json.text("token");
    report.queue = json.objects("queue", MaxList, claimOf);
    report.asked = json.objects("asked", MaxList, askedOf);
    report.created = json.time("created");
    report.modified = json.time("modified");
    if (json.has("ageSeconds"))
        report.age = std::chrono::duration<double>(json.decimal("ageSeconds"));
    report.fileSystem = fileSystemOf(json);
    for (auto &companion : json.texts("companions"))
        report.companions.emplace_back(std::move(companion));
    report.companionLocks = json.texts("companionLocks");
    readFile(report, json.object("file"));
    const auto breaking = json.object("break");
    report.breakAction = breaking.text("action");
    report.breakPermission = named(json, "breakPermission", LockReport::BreakPermission::Never);
    if (breaking.has("refused")) {
        auto refusal = json.messages("refusal");
        report.breakRefused = refusal.empty() ? Message(Sentence::Detail::Text, Phrase{breaking.text("refused")})
                                              : std::move(refusal.front());
    }
    if (json.has("error")) {
        const auto error = json.object("error");
        report.error = {.code = error.text("code"), .call = error.text("call"), .message = error.text("message")};
    }
    return report;
}

namespace {

LockEvent eventOf(const UntrustedJson &json)
{
    LockEvent event;
    event.kind = json.word("event", LockEvent::Kind::Changed);
    event.time = json.time("time").value_or(WallTime());
    event.path = json.path("path");
    event.key = event.path.native();
    event.before = json.word("before", Verdict::State::Absent);
    event.verdict.state = json.word("verdict", Verdict::State::Unknown);
    event.verdict.reason = fromWord<Verdict::Reason>(json.text("reason")).value_or(Verdict::Reason::Unrecognised);
    event.verdict.sentences = messagesOr(json, "sentences", "summary");
    event.format = json.text("format");
    event.owner = claimOf(json.object("owner"));
    if (json.has("process"))
        event.process = processOf(json.object("process"));
    event.waiters = json.objects("waiters", MaxList, waiterOf);
    return event;
}

/// One line that need not be trusted. `required` are the fields without which it is something else.
template <typename Value>
Result<Value> valueOf(std::string_view line, Value (*read)(const UntrustedJson &),
                      std::initializer_list<const char *> required)
{
    const auto refused = [](Sentence::Detail detail, std::string argument) {
        return Failure::of(LockErrc::ReadFailed, {}, {detail, Phrase{std::move(argument)}});
    };
    QJsonParseError error;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size())), &error);
    if (!document.isObject())
        return refused(Sentence::Detail::Text, error.error == QJsonParseError::NoError
                                                   ? std::string("not a JSON object")
                                                   : error.errorString().toStdString());
    UntrustedJson::Problem problem;
    auto value = read({document.object(), problem});
    for (const char *const field : required) {
        if (problem.empty() && !document.object().contains(QLatin1String(field)))
            problem = field;
    }
    if (!problem.empty())
        return refused(Sentence::Detail::Text, "{\"" + problem + "\": ...}");
    return value;
}

} // namespace

Result<LockReport> fromJson(std::string_view line)
{
    auto report = valueOf(line, reportOf, {"path", "verdict"});
    // Only an inspection of this process decides that.
    if (report)
        report->breakPermission = LockReport::BreakPermission::Never;
    return report;
}

Result<LockEvent> eventFromJson(std::string_view line)
{
    return valueOf(line, eventOf, {"path", "event", "verdict"});
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"

#include "breaking/breakrecord.h"
#include "formats/catalogue.h"
#include "formats/entryreader.h"
#include "formats/format.h"
#include "formats/lockrows.h"
#include "formats/pylockname.h"
#include "formats/sqliteimage.h"
#include "locks/contenttemplate.h"
#include "remote/hostlist.h"
#include "remote/protocol.h"
#include "system/procparse.h"
#include "system/sharedmemory.h"

#include <lockscope/displaytext.h>
#include <lockscope/json.h>

#include <array>
#include <cstdio>
#include <cstdlib>

using namespace Lockscope;

namespace {

using namespace std::string_view_literals;

[[noreturn]] void fail(const char *what, std::string_view detail)
{
    std::fprintf(stderr, "fuzz: %s: %s\n", what, qPrintable(displayText(std::string(detail), 200)));
    std::abort(); // a sanitizer then prints how to repeat it
}

void check(const Claim &claim)
{
    for (const auto pid : claim.pids) {
        if (pid <= 0)
            fail("a PID that no process can have", std::to_string(pid));
    }
    if (claim.pid && *claim.pid <= 0)
        fail("a PID that no process can have", std::to_string(*claim.pid));
    if (claim.text().contains(u'\n'))
        fail("a claim in two lines", claim.text().toStdString());
}

// A file: its name in the first line, then its content.

std::vector<std::string> fileSeeds(const Corpus &corpus)
{
    std::vector<std::string> seeds;
    for (std::size_t i = 0; i < corpus.contents.size(); ++i)
        seeds.push_back(corpus.names[i % corpus.names.size()] + '\n' + corpus.contents[i]);
    return seeds;
}

void readFile(std::string_view bytes)
{
    Subject subject;
    const auto name = bytes.substr(0, bytes.find('\n'));
    subject.name = name.empty() ? "lock"sv : name;
    subject.content = bytes.substr(std::min(name.size() + 1, bytes.size()));
    subject.size = subject.content.size();
    subject.links = 1;
    for (const auto type : {InodeInfo::InodeType::Regular, InodeInfo::InodeType::Symlink}) {
        subject.inodeType = type;
        if (type == InodeInfo::InodeType::Symlink)
            subject.linkTarget = subject.content;
        for (const auto &reading : readAll(subject)) {
            if (reading.id.empty() || !(reading.confidence > 0 && reading.confidence <= 1))
                fail("an impossible match", reading.id);
            check(reading.claim);
        }
    }
}

std::vector<std::string> nameSeeds(const Corpus &corpus)
{
    return corpus.names;
}

void readName(std::string_view bytes)
{
    if (const auto claim = readUniqueName(std::string(bytes)))
        check(*claim);
}

// An entry of the catalogue that a user wrote, and a file that is matched against it.

std::vector<std::string> entrySeeds(const Corpus &)
{
    return {
        "[[format]]\nid = \"house\"\ntitle = \"House lock\"\nnames = [\"*.house\"]\n"
        "content = '''^{pid} {host}\\n$'''\nreference = \"here\"\n"
        "[[format.sample]]\npath = \"a/b.house\"\ntext = \"4242 box\\n\"\npid = 4242\nhost = \"box\"\n",
        "[[format]]\nid = \"j\"\ntitle = \"J\"\nnames = [\"j*.lock\"]\njson = { pid = \"owner.pid\", host = \"host\" "
        "}\n"
        "reference = \"r\"\n[[format.sample]]\npath = \"a/j.lock\"\ntext = '{\"owner\":{\"pid\":1},\"host\":\"b\"}'\n"
        "pid = 1\nhost = \"b\"\n",
        "[[format]]\nid = \"d\"\ntitle = \"D\"\nnames = [\"held\"]\ninode = \"directory\"\nheld-by = \"heartbeat\"\n"
        "heartbeat = \"10s\"\nreference = \"r\"\n[[format.sample]]\npath = \"a/held\"\ninode = \"directory\"\n",
    };
}

void readEntry(std::string_view bytes)
{
    std::vector<EntryFile> files;
    files.push_back(readEntries(bytes, "fuzz", {}));
    std::vector<std::string> names = {"j.lock", "b.house", "held"};
    for (const auto &entry : files.front().entries) {
        for (const auto &sample : entry.samples)
            names.emplace_back(sample.path.substr(sample.path.rfind('/') + 1));
    }
    const Catalogue catalogue(std::move(files));
    for (const auto &name : names) {
        Subject subject;
        subject.name = name;
        subject.directory = "a";
        subject.inodeType = InodeInfo::InodeType::Regular;
        subject.content = "4242 box\n";
        subject.size = subject.content.size();
        std::vector<FormatReading> readings;
        catalogue.match(subject, readings);
        catalogue.matchUnknown(subject, readings);
        for (const auto &reading : readings)
            check(reading.claim);
    }
}

std::vector<std::string> databaseSeeds(const Corpus &corpus)
{
    return corpus.databases;
}

void readDatabase(std::string_view bytes)
{
    if (const auto image = sqliteImage(std::string(bytes), {})) {
        readLockRows(*image);
        countRows(*image, "WC_LOCK");
    }
}

std::vector<std::string> procSeeds(const Corpus &corpus)
{
    return corpus.procTexts;
}

void readProc(std::string_view bytes)
{
    const std::string text(bytes);
    ProcParse::stat(text);
    ProcParse::status(text);
    ProcParse::commandLine(text);
    ProcParse::containerId(text);
    ProcParse::lockLine(text);
    ProcParse::locks(text);
    ProcParse::fdInfo(text);
    ProcParse::blockedCall(text);
    ProcParse::mountInfo(text);
    ProcParse::bootSeconds(text);
    ProcParse::sharedMemoryUsers(text, 131072);
    if (displayText(text).contains(u'\n'))
        fail("text for display in two lines", text);
}

std::vector<std::string> templateSeeds(const Corpus &)
{
    return {"{pid}", "{pid};{hostname}", "{{{pid}}}", "{pid!r:>10}", "{hostname:.3}"};
}

void fillTemplate(std::string_view bytes)
{
    static_cast<void>(fillContentTemplate(bytes, {4242, "box"}));
}

// The content of this user's journal and list of hosts, and the answers of a far end.

std::vector<std::string> journalSeeds(const Corpus &)
{
    BreakRecord record;
    record.id = "20261120T221405-1";
    record.place.directory = "/srv";
    record.moved = {{"a.lock", ".a.lock.broken", {}}};
    record.format = "pid";
    record.owner.pid = 4242;
    record.companionLocks = {"other"};
    return {record.toJson().toStdString()};
}

void readJournal(std::string_view bytes)
{
    const auto record = BreakRecord::fromJson({bytes.data(), static_cast<qsizetype>(bytes.size())});
    if (!record)
        return;
    if (record->moved.empty())
        fail("a break of nothing", record->id);
    check(record->owner);
    const auto again = record->toJson();
    const auto reread = BreakRecord::fromJson(again);
    if (!reread || reread->toJson() != again)
        fail("a record that changes when it is stored", again.toStdString());
}

std::vector<std::string> hostListSeeds(const Corpus &)
{
    return {toText({{"alpha", "admin@alpha.example.org", std::string(32, 'a')}}), "# none\n\n"};
}

void readHostList(std::string_view bytes)
{
    const auto hosts = parseHostList(bytes);
    for (const auto &host : hosts.value_or(std::vector<ListedHost>())) {
        if (!isValid(host) || host.destination.starts_with('-'))
            fail("a host that must be refused", host.destination);
    }
}

std::vector<std::string> protocolSeeds(const Corpus &)
{
    Claim claim;
    claim.pid = 4242;
    return {Protocol::greeting({"alpha", std::string(32, 'a'), "b", 4026531836, true, 0, "0.2"}),
            Protocol::processQuestion(1, claim, 4242),
            Protocol::fileQuestion(2, "/srv/a.lock"),
            Protocol::errorAnswer(3, "no"),
            Protocol::fileAnswer(1, {}),
            Protocol::lockedInodeQuestion(4, {0, 25, 7}),
            Protocol::reportsAnswer(1, std::vector<LockReport>(1))};
}

void readProtocol(std::string_view bytes)
{
    static_cast<void>(Protocol::parseGreeting(bytes));
    static_cast<void>(Protocol::parseFileAnswer(bytes, 1));
    static_cast<void>(Protocol::parseReportsAnswer(bytes, 1));
    static_cast<void>(Protocol::parseProcessAnswer(bytes, 1, 4242));
    if (const auto question = Protocol::parseQuestion(bytes); question && question->claim)
        check(*question->claim);
}

std::vector<std::string> lineSeeds(const Corpus &)
{
    LockReport report;
    report.path = "/srv/a.lock";
    report.format = "pid";
    report.owner.pid = 4242;
    report.content = "4242\n";
    report.contentRead = true;
    LockEvent event;
    event.path = report.path;
    event.waiters = {{.pid = 7, .name = "waiter"}};
    return {toWholeJson(report), toJson(event), toJson(report)};
}

/// Lines of another host.
void readLines(std::string_view bytes)
{
    static_cast<void>(eventFromJson(bytes));
    const auto report = fromJson(bytes);
    if (!report)
        return;
    if (report->breakPermission != LockReport::BreakPermission::Never)
        fail("a permission that another program gives", report->path.native());
    const auto again = fromJson(toWholeJson(*report));
    if (!again || again->path != report->path || again->verdict.state != report->verdict.state)
        fail("a report that changes when it is sent", toWholeJson(*report));
}

constexpr std::array Targets = {
    FuzzTarget{"file", fileSeeds, readFile},
    FuzzTarget{"name", nameSeeds, readName},
    FuzzTarget{"entry", entrySeeds, readEntry},
    FuzzTarget{"database", databaseSeeds, readDatabase},
    FuzzTarget{"proc", procSeeds, readProc},
    FuzzTarget{"template", templateSeeds, fillTemplate},
    FuzzTarget{"journal", journalSeeds, readJournal},
    FuzzTarget{"hostlist", hostListSeeds, readHostList},
    FuzzTarget{"protocol", protocolSeeds, readProtocol},
    FuzzTarget{"lines", lineSeeds, readLines},
};

} // namespace

std::span<const FuzzTarget> fuzzTargets()
{
    return Targets;
}

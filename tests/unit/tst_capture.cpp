// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "values/sentences.h"

#include <lockscope/capture.h>
#include <lockscope/wording.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

#include <sys/stat.h>

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// 2026-11-20T22:14:05.123Z
const WallTime Time(1795212845123ms);

ProcessFacts sampleProcess()
{
    ProcessFacts process;
    process.pid = 4242;
    process.ppid = 1;
    process.name = "work\x1b[31m";
    process.commandLine = {"/usr/bin/worker", "--name", "two words\n"};
    process.uid = 1000;
    process.user = "alice";
    process.startTicks = 18'000'000'000'000'000'000ULL; // more than a JSON number can represent
    process.startTime = Time - 1h;
    process.state = 'S';
    process.threads = 3;
    process.pidNamespace = 4026531836;
    process.namespacePids = {4242, 7};
    process.container = "0123456789ab";
    return process;
}

KernelLock sampleKernelLock()
{
    KernelLock lock;
    lock.type = KernelLock::Type::Posix;
    lock.mode = KernelLock::Mode::Read;
    lock.inode = {.major = 8, .minor = 1, .inode = 12'345'678'901'234'567'890ULL};
    lock.file = lock.inode;
    lock.start = 10;
    lock.end = 99;
    lock.holders = {{.pid = 4242,
                     .fd = 3,
                     .name = "worker",
                     .proved = true,
                     .source = LockHolder::Source::Descriptor,
                     .thread = 4243}};
    lock.waiters = {{.pid = 7, .name = "w1"}, {.pid = 8, .name = "w2"}};
    lock.deadlock = {7, 4242};
    lock.path = "/srv/a\xff.lock";
    lock.pathState = KernelLock::PathState::Deleted;
    lock.tablePid = -1;
    lock.forNfs = KernelLock::ForNfs::Version4;
    lock.nfsClients = {
        {.name = "Linux NFSv4.2 alpha", .address = "10.0.0.2:739", .isLeaseExpired = true, .sinceRenewal = 30s}};
    return lock;
}

LockReport sampleReport()
{
    LockReport report;
    report.path = "/srv/a\xff.lock"; // not valid UTF-8
    report.inode = InodeKey{.major = 8, .minor = 1, .inode = 5};
    report.inodeType = InodeInfo::InodeType::Regular;
    report.size = 1ULL << 60U;
    report.mode = 0644;
    report.links = 2;
    report.ownerUid = 1000;
    report.created = Time - 2h;
    report.modified = Time - 1h;
    report.changed = Time;
    report.age = std::chrono::duration<double>(3600.5);
    report.content = std::string("\0 4242\xfe\n", 8);
    report.contentRead = true;
    report.linkTarget = "box:42";
    report.format = "zc";
    report.formats = {{.id = "zc", .confidence = 0.5, .reason = {"its name"}}};
    report.verdict = {
        .state = Verdict::State::Held,
        .confidence = Verdict::Confidence::Proved,
        .reason = Verdict::Reason::KernelLockHeld,
        .sentences = {
            Message(Sentence::Verdict::HeldByKernelLock, ProcessNames{{{4242, "worker"}}},
                    LockDescription{.type = LockDescription::Type::Posix, .isShared = true, .start = 10, .end = 99})}};
    report.owner = Claim::ofPid(4242);
    report.owner.hostname = "box";
    report.owner.startTicks = 5;
    report.owner.pidNamespace = 4026531836;
    report.process = sampleProcess();
    report.kernelLocks = {sampleKernelLock()};
    report.evidence = {{.id = Evidence::Id::Deadlock,
                        .supports = Evidence::Supports::Held,
                        .finding = Message(Sentence::Verdict::DeadlockFound, DeadlockCycle{{7, 4242}}),
                        .source = u"/proc/locks"_s,
                        .host = "other"}};
    report.asked = {
        {.host = "other", .machineId = "m", .bootId = "b", .askedAt = {}, .took = 12ms, .error = "not-reached"}};
    report.fileSystem = FileSystemKind{.type = "nfs4", .remote = true, .lockReach = FileSystemKind::LockReach::Server};
    report.companions = {"/srv/box.4242"};
    report.companionLocks = {"a.guard"};
    report.breakAction = "unlink";
    report.breakPermission = LockReport::BreakPermission::WithForce;
    report.breakRefused = Message(Sentence::Refusal::Free);
    report.error = ProbeError{.code = "EACCES", .call = "openat", .message = "Permission denied"};
    return report;
}

Capture sampleCapture()
{
    Capture capture;
    capture.time = Time;
    capture.version = "9.9.9";
    capture.user = "alice";
    capture.hostname = "box";
    capture.bootId = "boot";
    capture.isComplete = true;
    capture.locks = {sampleReport()};
    capture.processes = {sampleProcess()};
    LockInterval interval;
    interval.what = LockInterval::What::Waited;
    interval.key = std::string("/srv/db\0row", 11);
    interval.path = "/srv/db";
    interval.format = "sqlite";
    interval.from = Time - 1min;
    interval.to = Time;
    interval.seen = Time;
    interval.end = LockInterval::End::Passed;
    interval.pid = 7;
    interval.processName = "w1";
    interval.owner = u"42 on box"_s;
    capture.history = {interval};
    return capture;
}

QJsonObject sampleJson()
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(sampleCapture().toJson())).object();
}

Result<Capture> parse(const QJsonObject &json)
{
    return Capture::parse(QJsonDocument(json).toJson().toStdString());
}

QJsonObject withLock(const QString &key, const QJsonValue &value)
{
    auto json = sampleJson();
    auto lock = json[u"locks"_s].toArray()[0].toObject();
    lock[key] = value;
    json[u"locks"_s] = QJsonArray{lock};
    return json;
}

LockReport named(const std::string &path, Verdict::State state = Verdict::State::Held)
{
    LockReport report;
    report.path = path;
    report.verdict.state = state;
    return report;
}

} // namespace

class tst_Capture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void captureRoundTrips()
    {
        const auto written = sampleCapture();
        const auto read = Capture::parse(written.toJson());
        QVERIFY2(read, read ? "" : qPrintable(read.error().message()));
        QCOMPARE(read->time, written.time);
        QCOMPARE(read->version, written.version);
        QCOMPARE(read->user, written.user);
        QCOMPARE(read->hostname, written.hostname);
        QCOMPARE(read->bootId, written.bootId);
        QVERIFY(read->isComplete);
        QCOMPARE(read->locks.size(), std::size_t{1});
        // Field by field, so that a failure shows the field.
        const auto &report = read->locks[0];
        const auto &expected = written.locks[0];
        QVERIFY(report.path == expected.path);
        QVERIFY(report.kernelLocks == expected.kernelLocks);
        QVERIFY(report.evidence == expected.evidence);
        QVERIFY(report.process == expected.process);
        QVERIFY(report.owner == expected.owner);
        QVERIFY(report.verdict == expected.verdict);
        QVERIFY(report.content == expected.content);
        QVERIFY(report == expected);
        QVERIFY(read->processes == written.processes);
        QVERIFY(read->history == written.history);
        QCOMPARE(QString::fromStdString(read->toJson()), QString::fromStdString(written.toJson()));
    }

    void locksHaveTheFormOfInspectJson()
    {
        const auto lock = sampleJson()[u"locks"_s].toArray()[0].toObject();
        QCOMPARE(lock[u"verdict"_s].toString(), u"held"_s);
        QCOMPARE(lock[u"kernelLocks"_s][0][u"waiters"_s][1][u"pid"_s].toInt(), 8);
        QCOMPARE(lock[u"process"_s][u"name"_s].toString(), QString::fromStdString(sampleProcess().name));
    }

    void messagesOfNewerVersionsKeepTheirText()
    {
        auto json = withLock(u"sentences"_s, QJsonArray{QJsonObject{{u"sentence"_s, u"Verdict.FromTheFuture"_s}}});
        const auto read = parse(json);
        QVERIFY(read);
        QCOMPARE(text(read->locks[0].verdict), text(sampleReport().verdict));
    }

    void hostileFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");

        const auto row = [](const char *name, const QByteArray &content, const QString &message) {
            QTest::newRow(name) << content << message;
        };
        const auto bytes = [](const QJsonObject &json) { return QJsonDocument(json).toJson(); };
        const auto invalid = [](const QString &key) { return u"exceeds a limit; {\"%1\": ...}"_s.arg(key); };
        row("empty", {}, u"not a capture"_s);
        row("text", "hello", u"not a capture"_s);
        row("list", "[1]", u"not a capture"_s);
        row("other JSON", "{\"time\":1}", u"not a capture"_s);
        row("truncated", QByteArray::fromStdString(sampleCapture().toJson()).chopped(10), u"not a capture"_s);
        row("deep", QByteArray("{\"lockscopeCapture\":1,\"locks\":") + QByteArray(100'000, '['), u"not a capture"_s);
        auto newer = sampleJson();
        newer[u"lockscopeCapture"_s] = 2;
        row("newer version", bytes(newer), u"newer version of Lockscope"_s);
        row("without time", "{\"lockscopeCapture\":1}", invalid(u"time"_s));
        row("locks are a string", "{\"lockscopeCapture\":1,\"time\":\"2026-11-20T22:14:05.123Z\",\"locks\":\"x\"}",
            invalid(u"locks"_s));
        row("lock is a number", "{\"lockscopeCapture\":1,\"time\":\"2026-11-20T22:14:05.123Z\",\"locks\":[1]}",
            invalid(u"locks"_s));
        row("unknown state", bytes(withLock(u"verdict"_s, u"sleeping"_s)), invalid(u"verdict"_s));
        row("path with NUL", bytes(withLock(u"pathBase64"_s, u"L2EAYg=="_s)), invalid(u"path"_s));
        row("long text", bytes(withLock(u"format"_s, QString(200'000, u'x'))), invalid(u"format"_s));
        row("time out of range", bytes(withLock(u"modified"_s, u"9999-01-01T00:00:00.000Z"_s)), invalid(u"modified"_s));
        row("bad base64", bytes(withLock(u"file"_s, QJsonObject{{u"content"_s, u"%%%"_s}})), invalid(u"content"_s));
        QJsonArray many;
        for (int i = 0; i < 10'001; ++i)
            many.append(u"x"_s);
        row("long list", bytes(withLock(u"companions"_s, many)), invalid(u"companions"_s));
    }
    void hostileFilesAreRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);

        const auto read = Capture::parse(content.toStdString());

        QVERIFY(!read);
        QCOMPARE(read.error().code, LockErrc::ReadFailed);
        QVERIFY2(read.error().message().contains(message), qPrintable(read.error().message()));
    }

    void messagesWithMissingValuesAreHarmless()
    {
        const auto lacking =
            QJsonArray{QJsonObject{{u"sentence"_s, u"Verdict.HeldByKernelLock"_s}},
                       QJsonObject{{u"sentence"_s, u"Verdict.DeadlockFound"_s},
                                   {u"values"_s, QJsonArray{QJsonObject{{u"deadlock"_s, QJsonArray()}}}}}};
        const auto read = parse(withLock(u"sentences"_s, lacking));
        QVERIFY(read);
        QVERIFY(!text(read->locks[0].verdict).isEmpty());
    }

    void onlyTheOwnerMayReadTheFile()
    {
        QTemporaryDir directory;
        const auto file = directory.filePath(u"box.lockscope.json"_s);
        QVERIFY(sampleCapture().write(file.toStdString()));
        struct stat status = {};
        QCOMPARE(::stat(qPrintable(file), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QVERIFY(Capture::read(file.toStdString()));
    }

    void failuresNameTheFile()
    {
        const auto absent = Capture::read("/no/such/file");
        QVERIFY(!absent);
        QVERIFY2(absent.error().message().startsWith(u"/no/such/file: cannot read"_s),
                 qPrintable(absent.error().message()));
        const auto device = Capture::read("/dev/zero");
        QVERIFY2(device.error().message().contains(u"not a capture"_s), qPrintable(device.error().message()));
        const auto written = sampleCapture().write("/no/such/directory/file");
        QVERIFY(!written);
        QCOMPARE(written.error().code, LockErrc::StateFailed);
        QVERIFY2(written.error().message().startsWith(u"/no/such/directory/file: cannot read or write"_s),
                 qPrintable(written.error().message()));
    }

    void differencesAreFound()
    {
        Capture before;
        Capture after;
        auto changed = sampleReport();
        changed.age = {};
        changed.kernelLocks[0].waiters.pop_back();
        changed.kernelLocks[0].holders[0].pid = 9;
        changed.verdict.state = Verdict::State::Unknown;
        before.locks = {named("/a/gone"), named("/a/same"), sampleReport()};
        after.locks = {named("/a/new", Verdict::State::Stale), named("/a/same"), changed};

        const auto changes = compare(before, after);

        QCOMPARE(changes.size(), std::size_t{3});
        QCOMPARE(changes[0].kind, CaptureChange::Kind::Gone);
        QVERIFY(changes[0].before == &before.locks[0] && !changes[0].after);
        QCOMPARE(changes[1].kind, CaptureChange::Kind::New);
        QVERIFY(changes[1].lock().path == "/a/new");
        QCOMPARE(changes[2].kind, CaptureChange::Kind::Changed);
        using Part = CaptureChange::Part;
        QVERIFY((changes[2].parts == std::vector{Part::State, Part::Holder, Part::Waiters}));
        QVERIFY(compare(after, after).empty());
    }

    void duplicateLockIsReadOnce()
    {
        auto json = sampleJson();
        auto locks = json[u"locks"_s].toArray();
        locks.append(locks[0]);
        json[u"locks"_s] = locks;
        const auto read = parse(json);
        QVERIFY(read);
        QCOMPARE(read->locks.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(tst_Capture)

#include "tst_capture.moc"

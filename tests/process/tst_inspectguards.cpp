// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "support/leftovers.h"
#include "support/locktest.h"

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Lockscope;

using State = Verdict::State;
using Reason = Verdict::Reason;

namespace {

/// Another process that has a kernel lock on a file or directory, until it is killed.
class Holder
{
public:
    Holder(const std::filesystem::path &file, const char *call)
    {
        m_process.start(QStringLiteral("python3"),
                        {QStringLiteral("-uc"),
                         QStringLiteral("import fcntl, os, sys\n"
                                        "f = os.open(sys.argv[1], 0 if os.path.isdir(sys.argv[1]) else os.O_RDWR)\n"
                                        "fcntl.%1(f, fcntl.LOCK_EX)\nprint('held')\nsys.stdin.read()")
                             .arg(QString::fromLatin1(call)),
                         QString::fromStdString(file.native())});
        m_isHolding = m_process.waitForStarted() && m_process.waitForReadyRead(10000);
    }
    ~Holder() { kill(); }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    bool isHolding() const { return m_isHolding; }
    qint64 pid() const { return m_process.processId(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    bool m_isHolding = false;
};

LockReport probe(const std::filesystem::path &path)
{
    return Inspector().inspect(path);
}

} // namespace

/// Locks whose state depends on the kernel lock on another file, which is checked without opening that file.
class tst_InspectGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockOnCompanionFileDecides_data();
    void lockOnCompanionFileDecides();
    void abandonedProfileIsStale();
    void lockAcquiredAfterRefreshCounts();
    void newerFileProvesNothing();
    void documentMayBeOpenWithoutALock();
    void flockOnTheDirectoryDecides();
};

void tst_InspectGuards::lockOnCompanionFileDecides_data()
{
    QTest::addColumn<QByteArray>("lock");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("guard");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("format");
    const auto row = [](const char *name, const QByteArray &lock, const QByteArray &content, const QByteArray &guard,
                        const QByteArray &call, const QByteArray &format) {
        QTest::newRow(name) << lock << content << guard << call << format;
    };
    row("Terraform's info file", ".terraform.tfstate.lock.info",
        R"({"ID":"1-2","Operation":"apply","Info":"","Who":"jane@box","Version":"1.5","Created":"x","Path":"y"})",
        "terraform.tfstate", "lockf", "terraform");
    row("Derby", "db.lck", QByteArray("\0\x24", 2) + "c013800d-00fb-2649-07ec-000000134f30", "dbex.lck", "lockf",
        "derby");
}

void tst_InspectGuards::lockOnCompanionFileDecides()
{
    QFETCH(QByteArray, lock);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, guard);
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, format);
    const TestDirectory directory;
    const auto guarding = makeFile(directory / guard.toStdString());
    const auto path = makeFile(directory / lock.toStdString(), content);
    Holder holder(guarding, call.constData());
    QVERIFY(holder.isHolding());

    auto report = probe(path);
    QCOMPARE(QByteArray::fromStdString(report.format), format);
    QVERIFY2(report.verdict.state == State::Held, qPrintable(text(report.verdict)));
    QCOMPARE(report.verdict.reason, Reason::KernelLockHeld);
    QCOMPARE(report.process.value().pid, std::int64_t{holder.pid()});
    QVERIFY2(text(report.verdict).contains(QString::fromUtf8(guard)), qPrintable(text(report.verdict)));
    QVERIFY(report.breakRefused);

    holder.kill();
    report = probe(path);
    QVERIFY2(report.verdict.state == State::Free, qPrintable(text(report.verdict)));
    QCOMPARE(report.verdict.confidence, Verdict::Confidence::Proved);
    QVERIFY(!report.process);
}

void tst_InspectGuards::abandonedProfileIsStale()
{
    const TestDirectory directory;
    const auto guard = makeFile(directory / ".parentlock");
    Holder holder(guard, "lockf");
    QVERIFY(holder.isHolding());
    const auto number = std::to_string(holder.pid());
    const auto target = "10.9.8.7:+" + number;
    std::filesystem::create_symlink(target, directory / "lock");
    auto report = probe(directory / "lock");
    QVERIFY2(report.verdict.state == State::Held, qPrintable(text(report.verdict)));
    QCOMPARE(report.verdict.confidence, Verdict::Confidence::Proved);
    ::kill(static_cast<pid_t>(holder.pid()), SIGSTOP);
    QCOMPARE(probe(directory / "lock").verdict.state, State::Held);
    holder.kill();
    report = probe(directory / "lock");
    QVERIFY2(report.verdict.state == State::Stale, qPrintable(text(report.verdict)));
    QCOMPARE(report.verdict.reason, Reason::PidDead);

    // A running process has the PID, but not the lock.
    std::filesystem::remove(directory / "lock");
    std::filesystem::create_symlink("10.9.8.7:+" + std::to_string(::getpid()), directory / "lock");
    report = probe(directory / "lock");
    QVERIFY2(report.verdict.state == State::Unknown, qPrintable(text(report.verdict)));
    QCOMPARE(report.verdict.reason, Reason::KernelLockFree);
    // Without the plus sign it never had the kernel lock.
    std::filesystem::remove(directory / "lock");
    std::filesystem::create_symlink("10.9.8.7:" + number, directory / "lock");
    QCOMPARE(probe(directory / "lock").verdict.reason, Reason::OtherHost);
}

void tst_InspectGuards::lockAcquiredAfterRefreshCounts()
{
    const TestDirectory directory;
    const auto guard = makeFile(directory / "state.lock");
    const auto path = makeFile(directory / "state", "4242");
    const Inspector inspector;
    const Holder holder(guard, "flock");
    QVERIFY(holder.isHolding());
    const auto report = inspector.inspect(path);
    QVERIFY2(report.verdict.state == State::Held, qPrintable(text(report.verdict)));
    QCOMPARE(report.process.value().pid, std::int64_t{holder.pid()});
}

void tst_InspectGuards::newerFileProvesNothing()
{
    const TestDirectory directory;
    std::filesystem::create_symlink("10.9.8.7:+4194300", directory / "lock");
    const timespec times[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, (directory / "lock").c_str(), times, AT_SYMLINK_NOFOLLOW), 0);
    // The holder may have its lock on a file that was removed.
    makeFile(directory / ".parentlock");
    const auto report = probe(directory / "lock");
    QVERIFY2(report.verdict.state == State::Unknown, qPrintable(text(report.verdict)));
}

void tst_InspectGuards::documentMayBeOpenWithoutALock()
{
    const TestDirectory directory;
    const auto document = makeFile(directory / "report.odt", "PK");
    const auto path = makeFile(directory / ".~lock.report.odt#", "Jane,jane,box,20.11.2026 22:14,file:///home/jane;");
    QVERIFY(probe(path).verdict.state != State::Free);
    QVERIFY(probe(path).verdict.state != State::Stale);
    const Holder holder(document, "lockf");
    QVERIFY(holder.isHolding());
    const auto report = probe(path);
    QCOMPARE(report.verdict.reason, Reason::KernelLockHeld);
    QVERIFY2(text(report.verdict).contains(u"report.odt"), qPrintable(text(report.verdict)));
}

void tst_InspectGuards::flockOnTheDirectoryDecides()
{
    const TestDirectory directory;
    makeFile(directory / "MANIFEST", "Bdgr");
    // A reader also locks the directory of a Badger database, and records no PID.
    const auto path = makeFile(directory / "LOCK", "4194300\n");
    Holder holder(path.parent_path(), "flock");
    QVERIFY(holder.isHolding());
    auto report = probe(path);
    QCOMPARE(QByteArray::fromStdString(report.format), QByteArrayLiteral("badger"));
    QVERIFY2(report.verdict.state == State::Held, qPrintable(text(report.verdict)));
    QCOMPARE(report.process.value().pid, std::int64_t{holder.pid()});

    holder.kill();
    report = probe(path);
    QVERIFY2(report.verdict.state == State::Free, qPrintable(text(report.verdict)));
    QVERIFY(report.breakRefused);
}

QTEST_GUILESS_MAIN(tst_InspectGuards)
#include "tst_inspectguards.moc"

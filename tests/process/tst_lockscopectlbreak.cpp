// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockholder.h"
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/brokenscene.h"

#include <QFile>
#include <QJsonArray>
#include <QSysInfo>
#include <QTest>

#include <chrono>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

/// The commands break, undo, broken and signal.
class tst_LockscopectlBreak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void staleLockIsBrokenAndRestored();
    void dryRunChangesNothing();
    void heldLockIsRefusedUnlessForced();
    void kernelLockIsRefusedEvenWithForce();
    void lockOpenThroughOverlayIsKeptEvenWithForce();
    void highestStatusOfSeveralPathsIsReturned();
    void undoIsRefusedIfThePathIsInUseAgain();
    void undoWithoutAnIdIsRefusedWhileARecordIsInUse();
    void undoIsRefusedIfTheDirectoryWasReplaced();
    void undoFailsIfTheDirectoryWasRemoved();
    void undoWithoutBrokenLocksFails();
    void damagedJournalEntryHidesOnlyItself();
    void nothingIsBrokenWithoutAJournal();
    void invalidArgumentsShowUsage_data();
    void invalidArgumentsShowUsage();
    void onlyItsOwnRmlockIsReplaced_data();
    void onlyItsOwnRmlockIsReplaced();
    void signalReachesTheHolderOfAKernelLock();
    void holderThatExitsWithAnotherIsNoFailure();
    void noSignalWithoutAProvenHolder();

private:
    QString makeStale(const QString &name = QStringLiteral("app.lock"))
    {
        const auto path = *m_directory / name.toStdString();
        makeFile(path, QByteArray::number(exitedProcess()) + '\n');
        return QString::fromStdString(path.native());
    }

    QByteArray qLockFileText(qint64 pid) const
    {
        return QByteArray::number(pid) + "\ntst_lockscopectlbreak\n" + QSysInfo::machineHostName().toUtf8() + '\n' +
               QSysInfo::machineUniqueId() + '\n' + QSysInfo::bootUniqueId() + '\n';
    }

    std::optional<TestDirectory> m_directory;
    std::optional<TestDirectory> m_state;
    QByteArray m_usual;
};

void tst_LockscopectlBreak::init()
{
    m_directory.emplace();
    m_state.emplace();
    m_usual = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", QByteArray::fromStdString(m_state->path().native()));
}

void tst_LockscopectlBreak::cleanup()
{
    qputenv("XDG_STATE_HOME", m_usual);
}

void tst_LockscopectlBreak::staleLockIsBrokenAndRestored()
{
    const auto lock = makeStale();
    const auto before = snapshotOf(m_directory->path());
    const auto broken = lockscopectl(words("break --json") << lock);
    QCOMPARE(broken.status, 0);
    QCOMPARE(broken.err, QByteArray());
    const auto object = broken.object();
    QCOMPARE(object[u"event"].toString(), QStringLiteral("broken"));
    QCOMPARE(object[u"path"].toString(), lock);
    QCOMPARE(object[u"verdict"].toString(), QStringLiteral("stale"));
    QCOMPARE(object[u"reason"].toString(), QStringLiteral("pid-dead"));
    QVERIFY(fs::exists(object[u"quarantine"].toString().toStdString()));
    const auto id = object[u"id"].toString();
    QVERIFY(!id.isEmpty());

    const auto listed = lockscopectl(words("broken --json"));
    QCOMPARE(listed.status, 0);
    QCOMPARE(listed.object()[u"id"].toString(), id);
    QCOMPARE(listed.object()[u"path"].toString(), lock);
    const auto table = lockscopectl(words("broken"));
    QVERIFY2(table.out.contains(id.toUtf8()) && table.out.contains(lock.toUtf8()), table.out);

    const auto again = lockscopectl(words("break --json") << lock);
    QCOMPARE(again.status, 1);
    QCOMPARE(again.object()[u"event"].toString(), QStringLiteral("absent"));

    const auto restored = lockscopectl(words("undo --json") << id);
    QCOMPARE(restored.status, 0);
    QCOMPARE(restored.object()[u"event"].toString(), QStringLiteral("restored"));
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QCOMPARE(lockscopectl(words("broken --json")).out, QByteArray());
}

void tst_LockscopectlBreak::dryRunChangesNothing()
{
    const auto lock = makeStale();
    const auto before = snapshotOf(m_directory->path());
    const auto answer = lockscopectl(words("break --json --dry-run") << lock);
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("would-break"));
    QVERIFY(answer.object()[u"steps"].toArray().size() >= 5);
    const auto human = lockscopectl(words("break --dry-run") << lock);
    QVERIFY2(human.out.startsWith("Would break: "), human.out);
    QVERIFY2(human.out.contains("RENAME_EXCHANGE"), human.out);
    QCOMPARE(snapshotOf(m_directory->path()), before);
    QVERIFY(!fs::exists(*m_state / "lockscope"));
    if (!canBecomeNobody())
        return;
    fs::permissions(m_directory->path(), fs::perms(0755));
    QCOMPARE(::chown(QFile::encodeName(lock).constData(), 65534, 65534), 0); // stale to its owner
    const auto foreign = lockscopectlAsNobody(words("break --json --dry-run") << lock);
    QCOMPARE(foreign.status, 4);
    QCOMPARE(foreign.object()[u"event"].toString(), QStringLiteral("failed"));
}

void tst_LockscopectlBreak::heldLockIsRefusedUnlessForced()
{
    Actor actor;
    const auto path = *m_directory / "app.pid";
    QCOMPARE(actor.say("acquire pid", path), QByteArray("acquired"));
    const auto lock = QString::fromStdString(path.native());
    const auto refused = lockscopectl(words("break --json") << lock);
    QCOMPARE(refused.status, 3);
    QCOMPARE(refused.object()[u"event"].toString(), QStringLiteral("refused"));
    QCOMPARE(refused.object()[u"verdict"].toString(), QStringLiteral("held"));
    const auto human = lockscopectl(words("break") << lock);
    QCOMPARE(human.status, 3);
    QVERIFY2(human.err.contains(QByteArray::fromStdString("process " + actor.pidText())), human.err);
    QVERIFY2(human.err.contains("--force"), human.err);
    QVERIFY(fs::exists(path));
    const auto forced = lockscopectl(words("break --force") << lock);
    QCOMPARE(forced.status, 0);
    QVERIFY2(forced.err.contains("continues as if it held the lock"), forced.err);
    QVERIFY(!fs::exists(path));
    QCOMPARE(lockscopectl(words("undo")).status, 0);
    QCOMPARE(actor.say("release pid", path), QByteArray("released"));
}

void tst_LockscopectlBreak::kernelLockIsRefusedEvenWithForce()
{
    Actor actor;
    const auto path = makeFile(*m_directory / "app.lock");
    QCOMPARE(actor.say("flock", path), QByteArray("held"));
    const auto answer = lockscopectl(words("break --force") << QString::fromStdString(path.native()));
    QCOMPARE(answer.status, 3);
    QVERIFY2(answer.err.contains("lockscopectl signal TERM"), answer.err);
    QVERIFY(fs::exists(path));
}

/// The kernel attributes neither the descriptor nor the flock to the file of the upper layer.
void tst_LockscopectlBreak::lockOpenThroughOverlayIsKeptEvenWithForce()
{
    const QString script =
        QStringLiteral("cd \"$1\" && mkdir c && mount -t tmpfs none c && cd c && mkdir up work low over && "
                       "mount -t overlay -o lowerdir=low,upperdir=up,workdir=work none over || { echo skip; exit; }\n"
                       "echo %1 > over/app.pid; exec 9<>over/app.pid; flock 9\n"
                       "\"$0\" break --force up/app.pid 9>&-; echo status $?; ls up");
    QStringList call{QStringLiteral("--mount")};
    if (::geteuid() != 0)
        call << QStringLiteral("--user") << QStringLiteral("--map-root-user");
    call << QStringLiteral("bash") << QStringLiteral("-c") << script.arg(exitedProcess()) << lockscopectlProgram()
         << QString::fromStdString(m_directory->path().native());
    const auto answer = callProgram(QStringLiteral("unshare"), call);
    if (answer.out.isEmpty() || answer.out.startsWith("skip"))
        QSKIP("needs to mount an overlay");
    QVERIFY2(answer.out.contains("status 3\napp.pid\n"), QByteArray(answer.out + answer.err).constData());
}

void tst_LockscopectlBreak::highestStatusOfSeveralPathsIsReturned()
{
    const auto left = makeStale();
    const auto none = QString::fromStdString((*m_directory / "none.lock").native());
    const auto answer = lockscopectl(words("break --json") << left << none);
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.objects().size(), 2);
    makeFile(*m_directory / "letter.txt", "Dear all\n");
    const auto letter = QString::fromStdString((*m_directory / "letter.txt").native());
    QCOMPARE(lockscopectl(words("break") << none << letter).status, 3);
}

void tst_LockscopectlBreak::undoIsRefusedIfThePathIsInUseAgain()
{
    const auto lock = makeStale();
    QCOMPARE(lockscopectl(words("break") << lock).status, 0);
    makeFile(lock.toStdString(), "mine\n");
    const auto answer = lockscopectl(words("undo --json"));
    QCOMPARE(answer.status, 3);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("refused"));
    QCOMPARE(answer.object()[u"path"].toString(), lock);
    fs::remove(lock.toStdString());
    QCOMPARE(lockscopectl(words("undo")).status, 0);
}

/// The record in use may be that of the newest lock; the command must not choose an older one.
void tst_LockscopectlBreak::undoWithoutAnIdIsRefusedWhileARecordIsInUse()
{
    const auto older = makeStale();
    const auto first = lockscopectl(words("break --json") << older).object();
    const auto second = lockscopectl(words("break --json") << makeStale()).object();
    QVERIFY(!first[u"id"].toString().isEmpty());
    QVERIFY(!second[u"id"].toString().isEmpty());
    const auto note = *m_state / "lockscope" / "broken" / second[u"id"].toString().toStdString();
    Actor actor;
    QCOMPARE(actor.say("flock", note), QByteArray("held"));
    const auto refused = lockscopectl({QStringLiteral("undo")});
    QCOMPARE(refused.status, 3);
    QVERIFY2(refused.err.contains(QByteArray("in use by process " + QByteArray::number(actor.pid()))), refused.err);
    QCOMPARE(lockscopectl({QStringLiteral("undo"), second[u"id"].toString()}).status, 3);
    QCOMPARE(actor.say("close", note), QByteArray("closed"));
    QCOMPARE(lockscopectl({QStringLiteral("undo")}).status, 0);
}

void tst_LockscopectlBreak::undoIsRefusedIfTheDirectoryWasReplaced()
{
    fs::create_directory(*m_directory / "of");
    const auto lock = makeStale(QStringLiteral("of/app.lock"));
    QCOMPARE(lockscopectl(words("break") << lock).status, 0);
    fs::rename(*m_directory / "of", *m_directory / "before");
    fs::create_directory(*m_directory / "of");
    const auto answer = lockscopectl(words("undo --json"));
    QCOMPARE(answer.status, 3);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("refused"));
    QVERIFY2(answer.err.contains("another directory has its name now"), answer.err);
    fs::remove(*m_directory / "of");
    fs::rename(*m_directory / "before", *m_directory / "of");
    QCOMPARE(lockscopectl(words("undo")).status, 0);
    QVERIFY(fs::exists(lock.toStdString()));
}

void tst_LockscopectlBreak::undoFailsIfTheDirectoryWasRemoved()
{
    fs::create_directory(*m_directory / "of");
    QCOMPARE(lockscopectl(words("break") << makeStale(QStringLiteral("of/app.lock"))).status, 0);
    fs::remove_all(*m_directory / "of");
    const auto answer = lockscopectl(words("undo --json"));
    QCOMPARE(answer.status, 4);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("failed"));
}

void tst_LockscopectlBreak::damagedJournalEntryHidesOnlyItself()
{
    const auto lock = makeStale();
    const auto id = lockscopectl(words("break --json") << lock).object()[u"id"].toString();
    const auto damaged = *m_state / "lockscope" / "broken" / "00000000dead";
    makeFile(damaged, "B{");
    auto answer = lockscopectl(words("undo 123456"));
    QCOMPARE(answer.status, 4);
    QVERIFY2(answer.err.contains("no lock has the ID 123456"), answer.err);
    QVERIFY2(answer.err.contains("00000000dead") && answer.err.contains("cannot be read"), answer.err);
    answer = lockscopectl(words("undo 0000"));
    QCOMPARE(answer.status, 4);
    QVERIFY2(!answer.err.contains("none has the id") && answer.err.contains("cannot be read"), answer.err);
    QCOMPARE(lockscopectl(words("undo") << id).status, 0);
    QVERIFY(fs::exists(lock.toStdString()));
}

void tst_LockscopectlBreak::undoWithoutBrokenLocksFails()
{
    const auto answer = lockscopectl(words("undo --json"));
    QCOMPARE(answer.status, 4);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("failed"));
    QCOMPARE(lockscopectl(words("undo 123456")).status, 4);
    QCOMPARE(lockscopectl(words("broken")).out, QByteArray("No broken lock can be restored.\n"));
}

void tst_LockscopectlBreak::nothingIsBrokenWithoutAJournal()
{
    const auto lock = makeStale();
    const auto file = makeFile(*m_state / "file");
    qputenv("XDG_STATE_HOME", QByteArray::fromStdString(file.native()));
    const auto answer = lockscopectl(words("break --json") << lock);
    QCOMPARE(answer.status, 4);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("failed"));
    QVERIFY2(answer.object()[u"message"].toString().contains(QString::fromStdString(file.native())), answer.out);
    QVERIFY(fs::exists(lock.toStdString()));
}

void tst_LockscopectlBreak::invalidArgumentsShowUsage_data()
{
    QTest::addColumn<QByteArray>("call");
    for (const char *call : {"break", "break --nonsense x", "undo a b", "broken x", "signal TERM", "signal NONSENSE x"})
        QTest::newRow(call) << QByteArray(call);
}

void tst_LockscopectlBreak::invalidArgumentsShowUsage()
{
    QFETCH(const QByteArray, call);
    const auto answer = lockscopectl(words(call));
    QCOMPARE(answer.status, 2);
    QVERIFY2(answer.err.contains("Usage:"), answer.err);
}

void tst_LockscopectlBreak::signalReachesTheHolderOfAKernelLock()
{
    Actor actor;
    const auto path = makeFile(*m_directory / "app.lock");
    QCOMPARE(actor.say("flock", path), QByteArray("held"));
    const auto answer = lockscopectl(words("signal TERM --json") << QString::fromStdString(path.native()));
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("signalled"));
    QCOMPARE(answer.object()[u"pid"].toInt(), actor.pid());
    QCOMPARE(answer.object()[u"signal"].toString(), QStringLiteral("SIGTERM"));
    QVERIFY(actor.waitForEnd());
}

void tst_LockscopectlBreak::holderThatExitsWithAnotherIsNoFailure()
{
    const auto path = QString::fromStdString(makeFile(*m_directory / "app.lock").native());
    QProcess job;
    job.start(QStringLiteral("flock"), words("-x") << path << words("setpriv --pdeathsig KILL sh -c")
                                                   << QStringLiteral("echo held; exec sleep 1000"));
    QCOMPARE(lineOf(job), QByteArray("held\n"));
    // strace delays the return from the first signal until the command has exited with flock(1).
    const auto answer = callProgram(QStringLiteral("strace"),
                                    words("-f -qq -o /dev/null -e inject=pidfd_send_signal:delay_exit=1000000")
                                        << lockscopectlProgram() << words("signal KILL") << path);
    if (answer.err.contains("PTRACE"))
        QSKIP("needs permission to trace a program");
    QVERIFY2(answer.status == 0, answer.err);
    QVERIFY2(answer.out.startsWith("Sent SIGKILL to process "), answer.out);
    QVERIFY2(answer.out.contains("(sleep) no longer holds the lock."), answer.out);
    QVERIFY(job.waitForFinished());
}

void tst_LockscopectlBreak::onlyItsOwnRmlockIsReplaced_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::newRow("of a process that has exited") << qLockFileText(exitedProcess()) << 0;
    QTest::newRow("of a running process") << qLockFileText(::getpid()) << 3;
    QTest::newRow("an old text of the user") << QByteArray("my thesis\n") << 3;
    QTest::newRow("FIFO") << QByteArray() << 4;
}

/// The file that a QLockFile acquires to remove a stale one: before the break, and for a break that is recorded.
void tst_LockscopectlBreak::onlyItsOwnRmlockIsReplaced()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    const auto lock = *m_directory / "app.lock";
    const auto rmlock = *m_directory / "app.lock.rmlock";
    const auto createRmlock = [&] {
        if (text.isEmpty()) {
            QCOMPARE(::mkfifo(rmlock.c_str(), 0666), 0);
            return;
        }
        makeFile(rmlock, text);
        // QLockFile itself removes what it cannot read after 30 s.
        fs::last_write_time(rmlock, fs::file_time_type::clock::now() - std::chrono::hours(1));
    };
    const QStringList call = words("break") << QString::fromStdString(lock.native());
    makeFile(lock, qLockFileText(exitedProcess()));
    createRmlock();
    QCOMPARE(lockscopectl(call).status, status);
    QCOMPARE(fs::exists(rmlock), status != 0);
    QCOMPARE(fs::exists(lock), status != 0);
    fs::remove(rmlock);
    if (status != 0)
        QCOMPARE(lockscopectl(call).status, 0);
    createRmlock();
    QCOMPARE(lockscopectl(words("broken")).status, 0);
    QCOMPARE(fs::exists(rmlock), status != 0);
}

void tst_LockscopectlBreak::noSignalWithoutAProvenHolder()
{
    const auto answer = lockscopectl(words("signal KILL --json") << makeStale());
    QCOMPARE(answer.status, 3);
    QCOMPARE(answer.object()[u"event"].toString(), QStringLiteral("refused"));
    QCOMPARE(lockscopectl(words("signal KILL") << QString::fromStdString((*m_directory / "none").native())).status, 4);
}

QTEST_GUILESS_MAIN(tst_LockscopectlBreak)

#include "tst_lockscopectlbreak.moc"

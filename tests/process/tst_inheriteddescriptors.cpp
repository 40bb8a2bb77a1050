// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"
#include "system/filedescriptor.h"

#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <csignal>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using Lockscope::FileDescriptor;
namespace fs = std::filesystem;

namespace {

QString text(const fs::path &path)
{
    return QString::fromStdString(path.native());
}

QByteArray contentOf(const fs::path &path)
{
    QFile file(text(path));
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

bool canBeLocked(const fs::path &path)
{
    const FileDescriptor fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    return fd && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0;
}

} // namespace

/// `exec 9>lock; flock 9` in a script leaves the lock open in every program that the script starts. lockscopectl must
/// not keep it open.
class tst_InheritedDescriptors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<TestDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*m_directory / "state").native()));
    }

    /// The script leaves the program running in the background and exits; the program prints a line when it is ready.
    void commandDoesNotKeepLockOfItsScript_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("watch") << QStringLiteral("watch --json .");
        QTest::newRow("hold") << QStringLiteral("hold zc other.lock");
    }
    void commandDoesNotKeepLockOfItsScript()
    {
        QFETCH(const QString, command);
        const auto lock = *m_directory / "script.lock";
        const auto input = *m_directory / "input";
        QCOMPARE(::mkfifo(input.c_str(), 0600), 0);
        const FileDescriptor writer(::open(input.c_str(), O_RDWR | O_CLOEXEC));
        QVERIFY(writer);
        const auto answer = shell(QStringLiteral("cd \"$1\"; exec 9>script.lock; flock 9 || exit 1; \"$0\" %1 <input "
                                                 ">out 2>/dev/null & echo $!")
                                      .arg(command),
                                  {text(m_directory->path())});
        QCOMPARE(answer.status, 0);
        const auto pid = answer.out.trimmed().toInt();
        QVERIFY(pid > 0);
        const auto end = qScopeGuard([pid] { ::kill(pid, SIGKILL); });
        QTRY_VERIFY_WITH_TIMEOUT(!contentOf(*m_directory / "out").isEmpty(), 30000);
        QVERIFY(canBeLocked(lock));
    }

    void inspectNamesTheScriptAlone()
    {
        const auto answer = shell(QStringLiteral("cd \"$1\"; exec 9>script.lock; flock 9 || exit 1; "
                                                 "\"$0\" inspect --json script.lock; echo $$ >pid"),
                                  {text(m_directory->path())});
        QVERIFY2(answer.out.contains("\"verdict\":\"held\""), answer.out.constData());
        QVERIFY2(!answer.out.contains("\"name\":\"lockscopectl\""), answer.out.constData());
        const QByteArray holder = "\"pid\":" + contentOf(*m_directory / "pid").trimmed();
        QVERIFY2(answer.out.contains(holder), answer.out.constData());
    }

    /// The shell replaces itself with its last command, which alone holds the lock from then on.
    void inspectKeepsLockOfReplacedShell()
    {
        const auto answer = shell(QStringLiteral("cd \"$1\"; exec 9>script.lock; flock 9 || exit 1; "
                                                 "exec \"$0\" inspect --json script.lock"),
                                  {text(m_directory->path())});
        QVERIFY2(answer.out.contains("\"verdict\":\"held\""), answer.out.constData());
    }

    void runPassesDescriptorsToCommandAndKeepsNone()
    {
        const auto lock = *m_directory / "script.lock";
        const auto answer =
            shell(QStringLiteral("cd \"$1\"; exec 9>script.lock; flock 9 || exit 1; "
                                 "exec \"$0\" run zc other.lock -- sh -c '"
                                 "readlink /proc/self/fd/9; flock -n script.lock true && echo free || echo held; "
                                 "exec 9>&-; flock -w 20 script.lock true && echo free || echo held'"),
                  {text(m_directory->path())});
        QCOMPARE(answer.err, QByteArray());
        QCOMPARE(answer.out, text(lock).toUtf8() + "\nheld\nfree\n");
        QCOMPARE(answer.status, 0);
    }

    /// Closing any descriptor of a file would release the POSIX lock that the replaced program acquired for COMMAND.
    void runKeepsPosixLockOfReplacedProgram()
    {
        const auto lock = *m_directory / "posix.lock";
        Actor actor;
        QCOMPARE(actor.say("posix", lock), "held");
        actor.send("exec " + Actor::word(lockscopectlProgram().toStdString()) + " run zc " +
                   Actor::word(*m_directory / "other.lock") + " -- sh -c " + Actor::word("echo at work; read line"));
        QCOMPARE(actor.listen(), "at work");
        const auto locks = locksOn(lock);
        QCOMPARE(locks.size(), 1U);
        QCOMPARE(holderPids(locks.front()), std::vector<std::int64_t>{actor.pid()});
    }

private:
    std::unique_ptr<TestDirectory> m_directory;
};

QTEST_GUILESS_MAIN(tst_InheritedDescriptors)
#include "tst_inheriteddescriptors.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>

#include <unistd.h>

using namespace Lockscope::Ui;

namespace fs = std::filesystem;

namespace {

/// Set in the process that has the window: the file that root has locked, in a directory that only root can read.
constexpr const char *LockVariable = "LOCKSCOPE_LOCK_OF_ROOT";
constexpr qint64 Nobody = 65534;

/// In the process that has the window: lets the test, which is root, do something.
void request(const char *step)
{
    std::printf("\nstep %s\n", step);
    std::fflush(stdout);
}

QByteArray lineOf(QProcess &process)
{
    while (!process.canReadLine() && process.waitForReadyRead(60'000)) {
    }
    return process.readLine().trimmed();
}

/// The process that pkexec became.
pid_t helperOf(qint64 window)
{
    for (const auto &entry : fs::directory_iterator("/proc")) {
        QFile file(QString::fromStdString(entry.path() / "stat"));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto fields = file.readAll().split(' ');
        if (fields.value(1) == "(lockscope-helpe)" && fields.value(3).toLongLong() == window)
            return fields.value(0).toInt();
    }
    return 0;
}

/// Makes this program and the helper available below the directory, where the window expects them. Other users may not
/// be able to reach the directory of the build. Returns the path of this program.
QString installBelow(const fs::path &directory)
{
    const auto add = [](const fs::path &file, const fs::path &place) {
        fs::create_directories(place.parent_path());
        std::error_code otherFileSystem;
        fs::create_hard_link(file, place, otherFileSystem);
        if (otherFileSystem)
            fs::copy_file(file, place);
    };
    const fs::path program = QCoreApplication::applicationFilePath().toStdString();
    const auto helper = fs::path("app") / "lockscope-helper" / "lockscope-helper";
    const auto installed = directory / "tests" / "gui" / program.filename();
    add(program, installed);
    add(program.parent_path() / ".." / ".." / helper, directory / helper);
    return QString::fromStdString(installed);
}

/// A directory with a pkexec that asks for no password. Like the real one, it becomes root by its set-user-ID bit,
/// clears the environment, and replaces itself by the program; or it refuses.
class Pkexec
{
public:
    explicit Pkexec(const fs::path &directory, const QByteArray &refusal)
        : m_directory(directory)
    {
        fs::create_directory(directory);
        const auto become = directory / "become-root";
        fs::copy_file(QStandardPaths::findExecutable(QStringLiteral("setpriv")).toStdString(), become);
        fs::permissions(become, fs::perms(0755) | fs::perms::set_uid);
        const auto run =
            "exec " + become.native() + " --reuid=0 --regid=0 --clear-groups env -i PKEXEC_UID=65534 \"$@\"\n";
        makeFile(directory / "pkexec", "#!/bin/sh\n[ \"$1\" = --disable-internal-agent ] || exit 99\nshift\n" +
                                           (refusal.isEmpty() ? QByteArray::fromStdString(run) : refusal));
        fs::permissions(directory / "pkexec", fs::perms(0755));
    }

    /// Not if set-user-ID bits have no effect, as on a mount with nosuid or with no_new_privs.
    bool becomesRoot() const
    {
        QProcess process;
        process.start(QStringLiteral("setpriv"),
                      {QStringLiteral("--reuid=65534"), QString::fromStdString(m_directory / "become-root"),
                       QStringLiteral("--reuid=0"), QStringLiteral("true")});
        return process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit &&
               process.exitCode() == 0;
    }

    QString searchPath() const
    {
        return QString::fromStdString(m_directory.native()) + u':' + qEnvironmentVariable("PATH");
    }

private:
    fs::path m_directory;
};

} // namespace

/// A user who is not root sees the locks of others without file names, and shows them by the helper. Each function runs
/// twice: as root, which holds a lock, and as another user, with the window.
class tst_Administrator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void filesAreShown()
    {
        if (!isWindow())
            return runAsNobody("filesAreShown", {});
        WindowFixture fixture;
        QVERIFY(showNameless(fixture));
        QVERIFY(fixture.text("administratorText").contains(QStringLiteral("of other users")));
        QTest::mouseClick(&button(fixture), Qt::LeftButton);
        QTRY_VERIFY(fixture.rowOf(QStringLiteral("secret.lock")) >= 0);
        QVERIFY(fixture.cell(QStringLiteral("secret.lock"), LockTable::HolderColumn).contains(QStringLiteral("actor")));
        // One row for the inode.
        QTRY_VERIFY(!hasNameless(fixture));
        QTRY_VERIFY(bar(fixture).isHidden());
        // The row follows the lock, although only root sees its file.
        request("unlock");
        QTRY_VERIFY(fixture.rowOf(QStringLiteral("secret.lock")) < 0);
        QVERIFY(!hasNameless(fixture));
        request("lock");
        QTRY_VERIFY(fixture.rowOf(QStringLiteral("secret.lock")) >= 0);
        QVERIFY(!hasNameless(fixture));
        QVERIFY(fixture.child<QWidget>("messageBar").isHidden());
    }

    void helperThatEndsIsReported()
    {
        if (!isWindow())
            return runAsNobody("helperThatEndsIsReported", {});
        WindowFixture fixture;
        QVERIFY(showNameless(fixture));
        QTest::mouseClick(&button(fixture), Qt::LeftButton);
        QTRY_VERIFY(fixture.rowOf(QStringLiteral("secret.lock")) >= 0);
        request("kill");
        QTRY_VERIFY(fixture.text("messageText").contains(QStringLiteral("has exited")));
        QTRY_VERIFY(hasNameless(fixture));
        QVERIFY(fixture.rowOf(QStringLiteral("secret.lock")) < 0);
        // It can be started again.
        QTest::mouseClick(&button(fixture), Qt::LeftButton);
        QTRY_VERIFY(fixture.rowOf(QStringLiteral("secret.lock")) >= 0);
    }

    void refusalIsReported_data()
    {
        QTest::addColumn<QByteArray>("refusal");
        QTest::addColumn<QString>("message");
        QTest::newRow("dismissed") << QByteArray("exit 126\n") << QStringLiteral("The authentication was cancelled");
        QTest::newRow("not authorized") << QByteArray("echo 'Error: Not authorized' >&2; exit 127\n")
                                        << QStringLiteral("Error: Not authorized");
        QTest::newRow("garbage") << QByteArray("echo hello; exec cat\n") << QStringLiteral("cannot be read");
        QTest::newRow("endless") << QByteArray("exec cat /dev/zero\n") << QStringLiteral("cannot be read");
        QTest::newRow("killed") << QByteArray("kill -9 $$\n") << QStringLiteral("has exited");
    }
    void refusalIsReported()
    {
        QFETCH(QByteArray, refusal);
        QFETCH(QString, message);
        if (!isWindow())
            return runAsNobody(QByteArray("refusalIsReported:") + QTest::currentDataTag(), refusal);
        WindowFixture fixture;
        QVERIFY(showNameless(fixture));
        QTest::mouseClick(&button(fixture), Qt::LeftButton);
        QTRY_VERIFY(fixture.text("messageText").contains(message));
        // The window continues as before.
        QVERIFY(hasNameless(fixture));
        QTRY_VERIFY(button(fixture).isEnabled());
        request("unlock");
        QTRY_VERIFY(!hasNameless(fixture));
    }

    void withoutPkexecItSaysHow()
    {
        if (!isWindow())
            return runAsNobody("withoutPkexecItSaysHow", {});
        qputenv("PATH", "/nonexistent");
        WindowFixture fixture;
        QVERIFY(showNameless(fixture));
        QVERIFY(fixture.text("administratorText").contains(QStringLiteral("lockscopectl system")));
        QVERIFY(button(fixture).isHidden());
        QTest::mouseClick(&fixture.child<QAbstractButton>("administratorDismiss"), Qt::LeftButton);
        QVERIFY(bar(fixture).isHidden());
    }

private:
    static bool isWindow() { return qEnvironmentVariableIsSet(LockVariable); }

    static QWidget &bar(const WindowFixture &fixture) { return fixture.child<QWidget>("administratorBar"); }
    static QAbstractButton &button(const WindowFixture &fixture)
    {
        return fixture.child<QAbstractButton>("administratorShow");
    }

    /// Whether there is a row for the inode of the lock, without a path.
    static bool hasNameless(const WindowFixture &fixture)
    {
        const QByteArray inode = ':' + qgetenv("LOCKSCOPE_INODE_OF_ROOT");
        for (int row = 0; row < fixture.rows(); ++row) {
            const auto key = fixture.table().index(row, 0).data(LockTable::KeyRole).toByteArray();
            if (key.startsWith('\0') && key.endsWith(inode))
                return true;
        }
        return false;
    }

    /// Watches the kernel's locks, until the lock of root has a row and the bar is visible.
    static bool showNameless(WindowFixture &fixture)
    {
        fixture.watcher().watch({.paths = {}, .kernelLocks = true});
        fixture.watcher().setForeground(true);
        return fixture.show() && QTest::qWaitFor([&] { return hasNameless(fixture) && !bar(fixture).isHidden(); });
    }

    static void runAsNobody(const QByteArray &function, const QByteArray &refusal)
    {
        if (::geteuid() != 0 || QStandardPaths::findExecutable(QStringLiteral("setpriv")).isEmpty())
            QSKIP("needs root and setpriv, to become another user");
        const TestDirectory directory;
        fs::permissions(directory.path(), fs::perms(0755));
        const Pkexec pkexec(directory / "bin", refusal);
        if (!pkexec.becomesRoot())
            QSKIP("needs set-user-ID programs in the directory for temporary files");
        fs::create_directory(directory / "home");
        QCOMPARE(::chown((directory / "home").c_str(), Nobody, Nobody), 0);
        fs::create_directory(directory / "closed");
        fs::permissions(directory / "closed", fs::perms(0700));
        const auto lock = makeFile(directory / "closed" / "secret.lock", "x");
        Actor actor;
        QCOMPARE(actor.say("flock", lock), QByteArray("held"));

        QProcess window;
        auto environment = QProcessEnvironment::systemEnvironment();
        const auto home = QString::fromStdString(directory / "home");
        for (const auto *name : {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR"})
            environment.insert(QLatin1String(name), home);
        environment.insert(QStringLiteral("PATH"), pkexec.searchPath());
        environment.insert(QLatin1String(LockVariable), QString::fromStdString(lock));
        environment.insert(QStringLiteral("LOCKSCOPE_INODE_OF_ROOT"), QString::number(inodeOf(lock).inode));
        window.setProcessEnvironment(environment);
        window.start(QStringLiteral("setpriv"), {QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                                                 QStringLiteral("--clear-groups"), installBelow(directory / "build"),
                                                 QString::fromUtf8(function)});
        QByteArray output;
        const std::map<QByteArray, std::function<bool()>> steps{
            {"step unlock", [&] { return actor.say("unlock", lock) == "unlocked"; }},
            {"step lock", [&] { return actor.say("flock", lock) == "held"; }},
            {"step kill", [&] { return ::kill(helperOf(window.processId()), SIGKILL) == 0; }},
        };
        while (window.state() != QProcess::NotRunning || window.canReadLine()) {
            const auto line = lineOf(window);
            output += line + '\n';
            if (const auto step = steps.find(line); step != steps.end())
                QVERIFY2(step->second(), line);
        }
        output += window.readAllStandardError();
        QVERIFY2(window.exitStatus() == QProcess::NormalExit && window.exitCode() == 0, output.constData());
    }
};

QTEST_MAIN(tst_Administrator)
#include "tst_administrator.moc"

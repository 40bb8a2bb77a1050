// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace {

/// How a program is run, beside its usual way.
enum class Place
{
    Here,
    OtherUser,
    OtherPidNamespace,
};

bool exists(const QString &path)
{
    return ::faccessat(AT_FDCWD, qPrintable(path), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

char stateOf(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    const auto text = stat.open(QIODevice::ReadOnly) ? stat.readAll() : QByteArray();
    const auto end = text.lastIndexOf(')');
    return end > 0 && end + 2 < text.size() ? text[end + 2] : '\0';
}

/// A program with all that it starts, in a session of its own, which ends with this object.
class Session
{
public:
    Session(const QString &line, const QString &folder, Place place)
    {
        QStringList words{QStringLiteral("--wait")};
        if (place == Place::OtherUser)
            words << QStringLiteral("setpriv") << QStringLiteral("--reuid=65534") << QStringLiteral("--clear-groups");
        if (place == Place::OtherPidNamespace)
            words << QStringLiteral("unshare") << QStringLiteral("--pid") << QStringLiteral("--fork")
                  << QStringLiteral("--kill-child") << QStringLiteral("--mount-proc");
        words << QStringLiteral("sh") << QStringLiteral("-c") << line;
        m_process.setWorkingDirectory(folder);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), folder);
        environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
        environment.insert(QStringLiteral("MARK"), folder);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral("setsid"), words);
        m_process.waitForStarted();
        m_mark = "MARK=" + folder.toUtf8();
    }
    ~Session()
    {
        kill();
        m_process.waitForFinished();
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// Everything that has our mark in its environment: no number from a lock is trusted.
    QList<qint64> members() const
    {
        QList<qint64> pids;
        const auto names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const auto &name : names) {
            bool isNumber = false;
            const auto pid = name.toLongLong(&isNumber);
            QFile environment(QStringLiteral("/proc/%1/environ").arg(name));
            if (isNumber && environment.open(QIODevice::ReadOnly) && environment.readAll().split('\0').contains(m_mark))
                pids << pid;
        }
        return pids;
    }
    void signalAll(int number) const
    {
        for (const auto pid : members())
            ::kill(static_cast<pid_t>(pid), number);
    }
    void kill() const
    {
        for (auto left = members(); !left.isEmpty(); left = members())
            signalAll(SIGKILL);
    }
    bool isStopped() const
    {
        const auto pids = members();
        return std::all_of(pids.begin(), pids.end(), [](qint64 pid) { return stateOf(pid) == 'T'; });
    }
    QByteArray output() { return m_process.readAll(); }

private:
    QProcess m_process;
    QByteArray m_mark;
};

} // namespace

/// The programs themselves, not what is known of their files: what is said of their locks while they hold them, while
/// they are stopped, and after they were killed. Of no holder that lives it is said that its lock was left behind.
class tst_RealPrograms : public QObject
{
    Q_OBJECT

private:
    static QJsonObject inspect(const QString &path) { return lockscopectl(words("inspect --json") << path).object(); }
    static QString verdict(const QString &path) { return inspect(path)[u"verdict"].toString(); }
    static QString told(const QJsonObject &report)
    {
        return report[u"format"].toString() + u": " + report[u"verdict"].toString() + u": " +
               report[u"summary"].toString();
    }
    static void addPrograms();

private Q_SLOTS:
    void theHolderIsToldWhileItLivesAndItsEndAfterwards_data() { addPrograms(); }
    void theHolderIsToldWhileItLivesAndItsEndAfterwards();
    void aHolderElsewhereIsNeverCalledGone_data();
    void aHolderElsewhereIsNeverCalledGone();
};

void tst_RealPrograms::addPrograms()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("lock");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("held");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const char *program, const char *line, const char *lock, const char *format,
                        const char *after, const char *held = "held") {
        QTest::newRow(name) << QString::fromLatin1(program) << QString::fromLatin1(line) << QString::fromLatin1(lock)
                            << QString::fromLatin1(format) << QString::fromLatin1(held) << QString::fromLatin1(after);
    };
    row("vim", "vim.tiny", "echo hello > a.txt; sleep 1000 | script -qfc 'vim.tiny -u NONE a.txt' /dev/null",
        ".a.txt.swp", "vim", "stale");
    row("nano", "nano", "echo hello > a.txt; sleep 1000 | script -qfc 'nano -G a.txt' /dev/null", ".a.txt.swp", "vim",
        "stale");
    row("Mercurial", "hg", "hg init .; touch a; hg add -q a; hg --config ui.editor='sleep 1000 #' commit -u me",
        ".hg/wlock", "mercurial", "stale");
    row("git commit, at its editor", "git",
        "git init -q .; touch a; git add a; GIT_EDITOR='sleep 1000 #' git -c user.name=a -c user.email=a@b commit -a",
        ".git/index.lock", "git", "unknown");
    row("lockfile of procmail", "lockfile", "lockfile box.lock; sleep 1000", "box.lock", "procmail", "held");
    row("dotlockfile", "dotlockfile", "dotlockfile -p -l -r 0 box.lock && sleep 1000", "box.lock", "pid", "stale");
    row("flock(1)", "flock", "flock app.lock sleep 1000", "app.lock", "flock", "free");
    const auto python = [&](const char *name, const char *module, const char *code, const char *lock,
                            const char *format, const char *after) {
        const auto line = QStringLiteral("python3 -c 'import %1, time; %2; time.sleep(1000)'")
                              .arg(QString::fromLatin1(module), QString::fromLatin1(code));
        row(name, (QByteArray("python3:") + module).constData(), qPrintable(line), lock, format, after);
    };
    python("py-filelock's FileLock", "filelock", "l = filelock.FileLock(\"app.lock\"); l.acquire()", "app.lock",
           "flock", "free");
    python("fasteners", "fasteners", "l = fasteners.InterProcessLock(\"app.lock\"); l.acquire()", "app.lock", "fcntl",
           "free");
    python("pylockfile's LinkLockFile", "lockfile.linklockfile",
           "l = lockfile.linklockfile.LinkLockFile(\"data\"); l.acquire()", "data.lock", "link", "stale");
    python("pylockfile's MkdirLockFile", "lockfile.mkdirlockfile",
           "l = lockfile.mkdirlockfile.MkdirLockFile(\"data\"); l.acquire()", "data.lock", "mkdir", "stale");
    python("pylockfile's SymlinkLockFile", "lockfile.symlinklockfile",
           "l = lockfile.symlinklockfile.SymlinkLockFile(\"data\"); l.acquire()", "data.lock", "symlink", "stale");
    python("pylockfile's PIDLockFile", "lockfile.pidlockfile",
           "l = lockfile.pidlockfile.PIDLockFile(\"app.pid\", timeout=1); l.acquire()", "app.pid", "pid", "stale");
    python("pylockfile's SQLiteLockFile", "lockfile.sqlitelockfile",
           "s = lockfile.sqlitelockfile.SQLiteLockFile; s.testdb = \"locks.db\"; l = s(\"data\"); l.acquire()",
           "locks.db", "sqlite", "stale");
    python("zc.lockfile", "zc.lockfile", "l = zc.lockfile.LockFile(\"app.lock\")", "app.lock", "zc", "free");
}

void tst_RealPrograms::theHolderIsToldWhileItLivesAndItsEndAfterwards()
{
    QFETCH(QString, program);
    QFETCH(QString, line);
    QFETCH(QString, lock);
    QFETCH(QString, format);
    QFETCH(QString, held);
    QFETCH(QString, after);
    const auto module = program.section(u':', 1);
    if (module.isEmpty() ? QStandardPaths::findExecutable(program).isEmpty()
                         : callProgram(QStringLiteral("python3"), {QStringLiteral("-c"), u"import " + module}).status)
        QSKIP(qPrintable(u"needs " + program));
    QTemporaryDir folder;
    const auto path = folder.filePath(lock);
    const Session session(line, folder.path(), Place::Here);
    QTRY_VERIFY2_WITH_TIMEOUT(exists(path), "the program does not take its lock", 20000);
    // Some write it after they made it.
    QTRY_COMPARE_WITH_TIMEOUT(verdict(path), held, 10000);
    auto report = inspect(path);
    QVERIFY2(report[u"format"].toString() == format, qPrintable(told(report)));
    QVERIFY(!report[u"break"].toObject()[u"refused"].isNull());

    session.signalAll(SIGSTOP);
    QTRY_VERIFY(session.isStopped());
    report = inspect(path);
    QVERIFY2(report[u"verdict"].toString() == held, qPrintable(told(report)));

    session.kill();
    QTRY_COMPARE_WITH_TIMEOUT(verdict(path), after, 10000);
    report = inspect(path);
    QVERIFY2(report[u"format"].toString() == format, qPrintable(told(report)));
    QCOMPARE(report[u"break"].toObject()[u"refused"].isNull(), after == u"stale" && format != u"vim");
    QCOMPARE(lockscopectl(words("inspect") << path).status, after == u"stale" ? 1 : 0);
}

void tst_RealPrograms::aHolderElsewhereIsNeverCalledGone_data()
{
    addPrograms();
}

void tst_RealPrograms::aHolderElsewhereIsNeverCalledGone()
{
    QFETCH(QString, program);
    QFETCH(QString, line);
    QFETCH(QString, lock);
    const auto module = program.section(u':', 1);
    if (module.isEmpty() ? QStandardPaths::findExecutable(program).isEmpty()
                         : callProgram(QStringLiteral("python3"), {QStringLiteral("-c"), u"import " + module}).status)
        QSKIP(qPrintable(u"needs " + program));
    if (::geteuid() != 0)
        QSKIP("needs root: for another user's identity and for pid namespaces");
    for (const auto place : {Place::OtherUser, Place::OtherPidNamespace}) {
        QTemporaryDir folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)));
        const auto path = folder.filePath(lock);
        const Session session(line, folder.path(), place);
        QTRY_VERIFY2_WITH_TIMEOUT(exists(path), "the program does not take its lock", 20000);
        const auto report = inspect(path);
        QVERIFY2(report[u"verdict"].toString() != u"stale", qPrintable(told(report)));
        if (canBecomeNobody()) {
            const auto seen = lockscopectlAsNobody(words("inspect --json") << path).object();
            QVERIFY2(seen[u"verdict"].toString() != u"stale", qPrintable(told(seen)));
        }
    }
}

QTEST_GUILESS_MAIN(tst_RealPrograms)
#include "tst_realprograms.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

/// How a program is run, if not in its usual way.
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

/// A program with all the processes that it starts, on its own terminal. They exit with this object.
class Session
{
public:
    Session(const QString &line, const QString &directory, Place place)
        : m_mark("MARK=" + directory.toUtf8())
        , m_terminal(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        ::grantpt(m_terminal);
        ::unlockpt(m_terminal);
        const winsize size = {24, 80, 0, 0};
        ::ioctl(m_terminal, TIOCSWINSZ, &size);
        const QByteArray name = ::ptsname(m_terminal);
        QStringList words;
        if (place == Place::OtherUser)
            words = ::words("setpriv --reuid=65534 --clear-groups");
        if (place == Place::OtherPidNamespace)
            words = ::words("unshare --pid --fork --kill-child --mount-proc");
        words << QStringLiteral("sh") << QStringLiteral("-c") << line;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), directory);
        environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
        environment.insert(QStringLiteral("MARK"), directory);
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(directory);
        m_process.setChildProcessModifier([name] {
            ::setsid();
            // The first terminal that a session leader opens becomes the controlling terminal.
            const int terminal = ::open(name.constData(), O_RDWR);
            for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
                ::dup2(terminal, fd);
            ::close(terminal);
        });
        m_process.start(words.takeFirst(), words);
        m_process.waitForStarted();
    }
    ~Session()
    {
        kill();
        m_process.waitForFinished();
        ::close(m_terminal);
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// Everything that has our variable in its environment: no PID from a lock is trusted.
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
        return !pids.isEmpty() && std::all_of(pids.begin(), pids.end(), [](qint64 pid) { return stateOf(pid) == 'T'; });
    }

private:
    QByteArray m_mark;
    int m_terminal;
    QProcess m_process;
};

} // namespace

/// The real programs, not the assumptions of the catalogue: the reports on their locks while they hold them,
/// while they are stopped, and after they were killed. The lock of a running holder is never reported as stale.
class tst_RealPrograms : public QObject
{
    Q_OBJECT

private:
    static QJsonObject inspect(const QString &path) { return lockscopectl(words("inspect --json") << path).object(); }
    static QString verdict(const QString &path) { return inspect(path)[u"verdict"].toString(); }
    static QString textOf(const QJsonObject &report)
    {
        return report[u"format"].toString() + u": " + report[u"verdict"].toString() + u": " +
               report[u"summary"].toString();
    }
    /// What a person reads first; an honest unknown also names what would decide it.
    static bool isPlain(const QString &text, const QString &verdict)
    {
        return text.endsWith(u'.') && !text.contains(u'\n') && (verdict == u"unknown" || text.size() < 200);
    }
    /// A program, or a module of the system's Python after a colon.
    static bool isMissing(const QString &program)
    {
        const auto module = program.section(u':', 1);
        return module.isEmpty()
                   ? QStandardPaths::findExecutable(program).isEmpty()
                   : callProgram(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), u"import " + module})
                             .status != 0;
    }
    static void addRow(const char *name, const char *program, const char *line, const char *lock, const char *format,
                       const char *after, bool isNamed = true)
    {
        QTest::newRow(name) << QString::fromLatin1(program) << QString::fromLatin1(line) << QString::fromLatin1(lock)
                            << QString::fromLatin1(format) << isNamed << QString::fromLatin1(after);
    }
    static void addPrograms();

private Q_SLOTS:
    void holderAndItsExitAreReported_data();
    void holderAndItsExitAreReported();
    void holderInOtherNamespaceIsNeverStale_data() { addPrograms(); }
    void holderInOtherNamespaceIsNeverStale();
};

void tst_RealPrograms::addPrograms()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("lock");
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isNamed");
    QTest::addColumn<QString>("after");
    addRow("vim", "vim.tiny", "echo hello > a.txt; vim.tiny -u NONE -i NONE a.txt", ".a.txt.swp", "vim", "stale");
    addRow("Mercurial", "hg", "hg init .; touch a; hg --config ui.editor='sleep 1000 #' commit -A -u me", ".hg/wlock",
           "mercurial", "stale");
    addRow("lockfile of procmail", "lockfile", "lockfile box.lock; sleep 1000", "box.lock", "procmail", "held", false);
    addRow("flock(1)", "flock", "flock app.lock sleep 1000", "app.lock", "flock", "unknown");
    const auto python = [](const char *name, const char *module, const char *code, const char *lock, const char *format,
                           const char *after) {
        const auto line = QStringLiteral("/usr/bin/python3 -c 'import %1, time; %2; time.sleep(1000)'")
                              .arg(QString::fromLatin1(module), QString::fromLatin1(code));
        addRow(name, QByteArray("python3:").append(module).constData(), qPrintable(line), lock, format, after);
    };
    python("py-filelock's FileLock", "filelock", "l = filelock.FileLock(\"app.lock\"); l.acquire()", "app.lock",
           "flock", "unknown");
    python("fasteners", "fasteners", "l = fasteners.InterProcessLock(\"app.lock\"); l.acquire()", "app.lock", "fcntl",
           "unknown");
    python("pylockfile's LinkLockFile", "lockfile.linklockfile",
           "l = lockfile.linklockfile.LinkLockFile(\"data\"); l.acquire()", "data.lock", "link", "stale");
    // In the name of its marker, a thread ID of fewer than eight digits runs into the PID.
    python("pylockfile's MkdirLockFile", "lockfile.mkdirlockfile",
           "import threading; threading.current_thread()._ident |= 0x80000000; "
           "l = lockfile.mkdirlockfile.MkdirLockFile(\"data\"); l.acquire()",
           "data.lock", "mkdir", "stale");
    python("pylockfile's SymlinkLockFile", "lockfile.symlinklockfile",
           "l = lockfile.symlinklockfile.SymlinkLockFile(\"data\"); l.acquire()", "data.lock", "symlink", "stale");
    python("pylockfile's PIDLockFile", "lockfile.pidlockfile",
           "l = lockfile.pidlockfile.PIDLockFile(\"app.pid\", timeout=1); l.acquire()", "app.pid", "pid", "stale");
    python("pylockfile's SQLiteLockFile", "lockfile.sqlitelockfile",
           "s = lockfile.sqlitelockfile.SQLiteLockFile; s.testdb = \"locks.lock\"; l = s(\"data\"); l.acquire()",
           "locks.lock", "sqlite", "stale");
    python("zc.lockfile", "zc.lockfile", "l = zc.lockfile.LockFile(\"app.lock\")", "app.lock", "zc", "free");
}

void tst_RealPrograms::holderAndItsExitAreReported_data()
{
    addPrograms();
    // Not for another user: git does not trust a directory of another user, and dotlockfile needs a directory that its
    // group can write.
    addRow(
        "git commit, at its editor", "git",
        "git init -q .; touch a; git add a; GIT_EDITOR='sleep 1000 #' git -c user.name=a -c user.email=a@b commit -a",
        ".git/index.lock", "git", "unknown");
    addRow("dotlockfile", "dotlockfile", "dotlockfile -p -l -r 0 box.lock && sleep 1000", "box.lock", "pid", "stale");
}

void tst_RealPrograms::holderAndItsExitAreReported()
{
    QFETCH(QString, program);
    QFETCH(QString, line);
    QFETCH(QString, lock);
    QFETCH(QString, format);
    QFETCH(bool, isNamed);
    QFETCH(QString, after);
    if (isMissing(program))
        QSKIP(qPrintable(u"needs " + program));
    QTemporaryDir directory;
    const auto path = directory.filePath(lock);
    const Session session(line, directory.path(), Place::Here);
    QTRY_VERIFY2_WITH_TIMEOUT(exists(path), "the program does not take its lock", 60000);
    // Some programs write the content after they created the file.
    QTRY_VERIFY2_WITH_TIMEOUT(verdict(path) == u"held", qPrintable(textOf(inspect(path))), 60000);
    auto report = inspect(path);
    QVERIFY2(report[u"format"].toString() == format, qPrintable(textOf(report)));
    QVERIFY2(isPlain(report[u"summary"].toString(), QStringLiteral("held")), qPrintable(textOf(report)));
    QVERIFY(!report[u"break"].toObject()[u"refused"].isNull());
    const auto pid = report[u"process"].toObject()[u"pid"].toInteger(-1);
    QVERIFY2(isNamed ? session.members().contains(pid) : report[u"process"].isNull(), qPrintable(textOf(report)));

    session.signalAll(SIGSTOP);
    QTRY_VERIFY_WITH_TIMEOUT(session.isStopped(), 60000);
    report = inspect(path);
    QVERIFY2(report[u"verdict"].toString() == u"held", qPrintable(textOf(report)));

    session.kill();
    QTRY_VERIFY2_WITH_TIMEOUT(verdict(path) == after, qPrintable(textOf(inspect(path))), 60000);
    report = inspect(path);
    // An empty file without a kernel lock does not reveal its kind.
    if (QFileInfo(path).size() > 0 || QFileInfo(path).isSymLink() || QFileInfo(path).isDir())
        QVERIFY2(report[u"format"].toString() == format, qPrintable(textOf(report)));
    QVERIFY2(isPlain(report[u"summary"].toString(), after), qPrintable(textOf(report)));
    QCOMPARE(report[u"break"].toObject()[u"refused"].isNull(), after == u"stale");
    const auto scan = lockscopectl(words("scan --json") << directory.path());
    QCOMPARE(scan.status, after == u"stale" ? 1 : 0);
    QStringList scanned; // format and verdict: between two inspections, exited processes may be reaped
    for (const auto &found : scan.objects()) {
        if (found[u"path"] == path)
            scanned << found[u"format"].toString() + u" " + found[u"verdict"].toString();
    }
    QCOMPARE(scanned, QStringList(QString(report[u"format"].toString() + u" " + after)));
}

void tst_RealPrograms::holderInOtherNamespaceIsNeverStale()
{
    QFETCH(QString, program);
    QFETCH(QString, line);
    QFETCH(QString, lock);
    if (isMissing(program))
        QSKIP(qPrintable(u"needs " + program));
    if (!canBecomeNobody())
        QSKIP("needs root, for another user ID and for PID namespaces");
    const auto namespaces =
        callProgram(QStringLiteral("unshare"), ::words("--pid --fork --kill-child --mount-proc true"));
    for (const auto place : {Place::OtherUser, Place::OtherPidNamespace}) {
        if (place == Place::OtherPidNamespace && namespaces.status != 0)
            QSKIP(
                "needs its own PID namespace, which is refused here, as in a chroot; the test as another user has run");
        QTemporaryDir directory;
        QVERIFY(QFile::setPermissions(directory.path(), QFile::Permissions(0x7777)));
        const auto path = directory.filePath(lock);
        const Session session(line, directory.path(), place);
        QTRY_VERIFY2_WITH_TIMEOUT(exists(path), "the program does not take its lock", 60000);
        for (const auto &report : {inspect(path), lockscopectlAsNobody(words("inspect --json") << path).object()})
            QVERIFY2(QStringList(words("held unknown free")).contains(report[u"verdict"].toString()),
                     qPrintable(textOf(report)));
        QVERIFY(!session.members().isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_RealPrograms)
#include "tst_realprograms.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <lockscope/inspector.h>
#include <lockscope/lockwatcher.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <map>
#include <memory>

#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// What a window would show: the last report of each lock.
class LastReports : public QObject
{
    Q_OBJECT

public:
    explicit LastReports(LockWatcher &watcher)
    {
        connect(&watcher, &LockWatcher::updated, this, [this](const std::vector<LockReport> &reports) {
            for (const auto &report : reports)
                m_reports[report.key()] = report;
        });
        connect(&watcher, &LockWatcher::removed, this, [this](const std::vector<std::string> &keys) {
            for (const auto &key : keys)
                m_reports.erase(key);
        });
        connect(&watcher, &LockWatcher::initialScanFinished, this, [this] { ++m_scans; });
    }

    int scans() const { return m_scans; }
    bool has(const fs::path &path) const { return m_reports.contains(path.native()); }
    const LockReport *report(const fs::path &path) const
    {
        const auto it = m_reports.find(path.native());
        return it == m_reports.end() ? nullptr : &it->second;
    }
    /// The keys of this file's reports.
    std::vector<std::string> keysOfInode(const fs::path &path) const
    {
        std::vector<std::string> keys;
        const auto inode = Inspector().inspect(path).inode;
        for (const auto &[key, report] : m_reports) {
            if (report.inode == inode)
                keys.push_back(key);
        }
        return keys;
    }
    /// `held`, `free` ...; empty if the lock is not reported.
    QByteArray verdict(const fs::path &path) const
    {
        const auto *found = report(path);
        return found ? QByteArray(toWord(found->verdict.state).data()) : QByteArray();
    }
    qint64 holder(const fs::path &path) const
    {
        const auto *found = report(path);
        const auto holders = found ? found->holders() : std::vector<LockHolder>();
        return holders.empty() ? 0 : holders.front().pid;
    }

private:
    using LockHolder = Lockscope::LockHolder;
    std::map<std::string, LockReport> m_reports;
    int m_scans = 0;
};

void write(const fs::path &path, const QByteArray &content)
{
    QFile file(QString::fromStdString(path.native()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class tst_LockWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_root = m_directory->path().toStdString();
        m_watcher = std::make_unique<LockWatcher>();
        m_reports = std::make_unique<LastReports>(*m_watcher);
    }
    void cleanup()
    {
        m_reports.reset(); // the receiver may be destroyed before the watcher
        m_watcher.reset();
    }

    void existingLocksAreReportedAtStart()
    {
        write(m_root / "a.lock", " 123\n");
        write(m_root / "README", "no lock");
        watchRoot();
        QCOMPARE(m_reports->verdict(m_root / "a.lock"), "free");
        QVERIFY(!m_reports->has(m_root / "README"));
    }

    /// No word in the name suggests a lock, but a format matches it.
    void newFileMatchedByFormatOnlyIsReported()
    {
        watchRoot();
        const auto path = m_root / "jpserver-4242.json";
        write(path, "{\"hostname\": \"localhost\", \"pid\": 4242, \"port\": 8888, \"token\": \"\", \"url\": "
                    "\"http://localhost:8888/\"}");
        QTRY_VERIFY(m_reports->has(path));
        QCOMPARE(m_reports->report(path)->format, std::string("jupyter"));
    }

    void createdAndRemovedLockFileIsReported()
    {
        watchRoot();
        write(m_root / "new.lock", " 123\n");
        QTRY_COMPARE(m_reports->verdict(m_root / "new.lock"), "free");
        fs::remove(m_root / "new.lock");
        QTRY_VERIFY(!m_reports->has(m_root / "new.lock"));
    }

    void locksInNewAndRenamedDirectoriesAreFollowed()
    {
        watchRoot();
        fs::create_directories(m_root / "sub" / "deep");
        write(m_root / "sub" / "deep" / "a.lock", " 123\n");
        QTRY_VERIFY(m_reports->has(m_root / "sub" / "deep" / "a.lock"));
        fs::rename(m_root / "sub", m_root / "renamed");
        QTRY_VERIFY(m_reports->has(m_root / "renamed" / "deep" / "a.lock"));
        QTRY_VERIFY(!m_reports->has(m_root / "sub" / "deep" / "a.lock"));
        write(m_root / "renamed" / "deep" / "b.lock", " 123\n");
        QTRY_VERIFY(m_reports->has(m_root / "renamed" / "deep" / "b.lock"));
    }

    void acquiringAndLosingKernelLockIsReported_data()
    {
        QTest::addColumn<::LockHolder::Kind>("kind");
        QTest::newRow("zc.lockfile") << ::LockHolder::Kind::ZcLockFile;
        QTest::newRow("fcntl.lockf") << ::LockHolder::Kind::FcntlLockf;
        QTest::newRow("flock(1)") << ::LockHolder::Kind::FlockCommand;
        QTest::newRow("OFD") << ::LockHolder::Kind::Ofd;
        QTest::newRow("flock kept by a child") << ::LockHolder::Kind::InheritedFlock;
    }
    void acquiringAndLosingKernelLockIsReported()
    {
        QFETCH(const ::LockHolder::Kind, kind);
        if (const auto missing = ::LockHolder::missing(kind); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        const auto path = m_root / "app.lock";
        watchRoot();
        ::LockHolder holder(kind, QString::fromStdString(path.native()));
        QVERIFY(holder.isHolding());
        QTRY_COMPARE(m_reports->verdict(path), "held");
        QTRY_COMPARE(m_reports->holder(path), holder.pid());
        holder.kill();
        QTRY_COMPARE(m_reports->verdict(path), "free");
    }

    void kernelLockAnywhereIsReported()
    {
        const auto path = m_root / "anything.data";
        write(path, "x");
        m_watcher->watch({.paths = {}, .kernelLocks = true});
        QTRY_COMPARE(m_reports->scans(), 1);
        QVERIFY(!m_reports->has(path));
        ::LockHolder holder(::LockHolder::Kind::FlockCommand, QString::fromStdString(path.native()));
        QVERIFY(holder.isHolding());
        QTRY_COMPARE(m_reports->verdict(path), "held");
        holder.kill();
        QTRY_VERIFY(!m_reports->has(path));
    }

    /// The kernel does not show an unprivileged user the path of such a lock, but a scan finds it: it is reported as
    /// one lock.
    void lockOfAnotherUserIsReportedOnce()
    {
        constexpr const char *Path = "LOCKSCOPE_LOCK_OF_ANOTHER_USER";
        if (const auto given = qEnvironmentVariable(Path).toStdString(); !given.empty()) {
            m_watcher->watch({.paths = {}, .kernelLocks = true});
            QTRY_COMPARE(m_reports->scans(), 1);
            QCOMPARE(m_reports->keysOfInode(given).size(), 1u);
            m_watcher->watch({.paths = {fs::path(given).parent_path()}, .kernelLocks = true});
            QTRY_COMPARE(m_reports->keysOfInode(given), std::vector{given});
            QCOMPARE(m_reports->verdict(given), "held");
            m_watcher->refresh();
            QTRY_COMPARE(m_reports->scans(), 3);
            QCOMPARE(m_reports->keysOfInode(given), std::vector{given});
            return;
        }
        if (!canBecomeNobody())
            QSKIP("needs root and setpriv, to become another user");
        const auto path = QString::fromStdString((m_root / "app.lock").native());
        ::LockHolder holder(::LockHolder::Kind::FlockCommand, path);
        QVERIFY(holder.isHolding());
        fs::permissions(m_root, fs::perms(0755));
        QProcess test;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(Path), path);
        test.setProcessEnvironment(environment);
        test.setProcessChannelMode(QProcess::MergedChannels);
        test.start(QStringLiteral("setpriv"),
                   {QStringLiteral("--reuid=65534"), QStringLiteral("--clear-groups"),
                    QCoreApplication::applicationFilePath(), QStringLiteral("lockOfAnotherUserIsReportedOnce")});
        QVERIFY(test.waitForFinished(60000));
        QVERIFY2(test.exitStatus() == QProcess::NormalExit && test.exitCode() == 0, test.readAll().constData());
    }

    void pidFileBecomesStaleWhenItsProcessExits()
    {
        QProcess process;
        process.start(QStringLiteral("sleep"), {QStringLiteral("600")});
        QVERIFY(process.waitForStarted());
        const auto path = m_root / "daemon.pid";
        write(path, QByteArray::number(process.processId()) + '\n');
        watchRoot();
        QCOMPARE(m_reports->verdict(path), "held");
        process.kill();
        QVERIFY(process.waitForFinished());
        // From an inner PID namespace it cannot be proven that a process outside has exited.
        QTRY_VERIFY(m_reports->verdict(path) == "stale" || m_reports->verdict(path) == "unknown");
        if (m_reports->verdict(path) == "unknown")
            QSKIP("needs the initial PID namespace, in which every process is visible");
    }

    void absentFileIsWatched()
    {
        const auto path = m_root / "later.lock";
        m_watcher->watch({.paths = {path}, .kernelLocks = false});
        QTRY_COMPARE(m_reports->scans(), 1);
        QCOMPARE(m_reports->verdict(path), "absent");
        write(path, " 123\n");
        QTRY_COMPARE(m_reports->verdict(path), "free");
        fs::remove(path);
        QTRY_COMPARE(m_reports->verdict(path), "absent");
    }

    void newPathsReplaceTheOldOnes()
    {
        write(m_root / "a.lock", " 123\n");
        watchRoot();
        QVERIFY(m_reports->has(m_root / "a.lock"));
        QTemporaryDir other;
        const fs::path otherLock = fs::path(other.path().toStdString()) / "b.lock";
        write(otherLock, " 123\n");
        m_watcher->watch({.paths = {otherLock.parent_path()}, .kernelLocks = false});
        QTRY_VERIFY(m_reports->has(otherLock));
        QTRY_VERIFY(!m_reports->has(m_root / "a.lock"));
    }

    void changesDuringPauseAreReportedAfterIt()
    {
        watchRoot();
        m_watcher->setPaused(true);
        write(m_root / "quiet.lock", " 123\n");
        m_watcher->setPaused(false);
        QTRY_COMPARE(m_reports->verdict(m_root / "quiet.lock"), "free");
    }

    void destructionDuringInspectionIsSafe()
    {
        for (int i = 0; i < 2000; ++i)
            write(m_root / (std::to_string(i) + ".lock"), " 123\n");
        m_watcher->watch({.paths = {m_root}, .kernelLocks = true});
        m_watcher.reset();
        QCoreApplication::processEvents();
        QCOMPARE(m_reports->scans(), 0);
    }

private:
    void watchRoot()
    {
        m_watcher->watch({.paths = {m_root}, .kernelLocks = false});
        QTRY_COMPARE(m_reports->scans(), 1);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    fs::path m_root;
    std::unique_ptr<LockWatcher> m_watcher;
    std::unique_ptr<LastReports> m_reports;
};

QTEST_GUILESS_MAIN(tst_LockWatcher)
#include "tst_lockwatcher.moc"

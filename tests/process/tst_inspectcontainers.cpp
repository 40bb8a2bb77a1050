// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <unistd.h>

using namespace Lockscope;

namespace {

/// A process in its own PID and UTS namespaces, with the host name `cratebox`, as in a container. Its PID in there is
/// small, and belongs to another process on this host.
class Crate
{
public:
    /// Runs the line in the container; "$N" is the PID of the process that stays.
    Crate(const QString &directory, const QString &line)
    {
        m_process.setWorkingDirectory(directory);
        m_process.start(QStringLiteral("unshare"),
                        {QStringLiteral("--pid"), QStringLiteral("--uts"), QStringLiteral("--fork"),
                         QStringLiteral("--kill-child"), QStringLiteral("--mount-proc"), QStringLiteral("sh"),
                         QStringLiteral("-c"),
                         QStringLiteral("hostname cratebox; sleep 1000 & N=$!; %1; echo $N; wait").arg(line)});
        if (m_process.waitForStarted() && m_process.waitForReadyRead(10000))
            m_inner = m_process.readLine().trimmed().toLongLong();
    }
    ~Crate()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Crate(const Crate &) = delete;
    Crate &operator=(const Crate &) = delete;

    /// Its PID in the container; 0 if namespaces could not be created.
    qint64 inner() const { return m_inner; }

private:
    QProcess m_process;
    qint64 m_inner = 0;
};

bool hasEvidence(const LockReport &report, std::string_view id)
{
    return std::ranges::any_of(report.evidence, [&](const Evidence &evidence) { return toWord(evidence.id) == id; });
}

} // namespace

/// A lock that names a container of this host is matched to the process as this host sees it.
class tst_InspectContainers : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    LockReport probe(const char *name) const
    {
        return Inspector().inspect(m_dir.filePath(QString::fromLatin1(name)).toStdString());
    }

private Q_SLOTS:
    void holderInContainerIsFound_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("lock");
        QTest::newRow("py-filelock") << QStringLiteral("printf '%s\\ncratebox\\n' $N > soft.lock")
                                     << QByteArray("soft.lock");
        QTest::newRow("Emacs") << QStringLiteral("ln -s jane@cratebox.$N:1700000000 '.#notes'")
                               << QByteArray(".#notes");
        QTest::newRow("Chromium") << QStringLiteral("ln -s cratebox-$N SingletonLock") << QByteArray("SingletonLock");
        QTest::newRow("pylockfile") << QStringLiteral("ln -s cratebox.$N-8134 data.lock") << QByteArray("data.lock");
        QTest::newRow("Dovecot") << QStringLiteral("printf '%s:cratebox' $N > dovecot.index.lock")
                                 << QByteArray("dovecot.index.lock");
    }
    void holderInContainerIsFound()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, lock);
        if (::geteuid() != 0)
            QSKIP("needs root, to create namespaces and to read the host name in them");
        const Crate crate(m_dir.path(), line);
        if (crate.inner() == 0)
            QSKIP("needs PID and UTS namespaces");
        const auto report = probe(lock.constData());
        const auto summary = text(report.verdict);
        QVERIFY2(report.verdict.state == Verdict::State::Held, qPrintable(summary));
        QVERIFY(report.process.has_value());
        QCOMPARE(report.process->namespacePids.back(), std::int64_t{crate.inner()});
        QVERIFY(report.process->pid != crate.inner());
        QCOMPARE(report.process->container, std::string("cratebox"));
        QVERIFY(hasEvidence(report, "container"));
        // Both PIDs are shown.
        QVERIFY2(summary.contains(QString::number(report.process->pid)), qPrintable(summary));
        QVERIFY2(summary.contains(QString::number(crate.inner())), qPrintable(summary));
    }
    void containerWithoutThatProcessProvesNothing()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to create namespaces and to read the host name in them");
        const Crate crate(m_dir.path(), QStringLiteral("printf '31999\\ncratebox\\n' > gone.lock"));
        if (crate.inner() == 0)
            QSKIP("needs PID and UTS namespaces");
        const auto report = probe("gone.lock");
        QCOMPARE(report.verdict.state, Verdict::State::Unknown);
        QCOMPARE(report.verdict.reason, Verdict::Reason::OtherHost);
    }
    void barePidIsNotMatchedToProcessInContainer()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to create PID namespaces");
        // No process on this host has the PID, but one in the container has.
        const Crate crate(m_dir.path(), QStringLiteral("while [ $N -lt 30000 ]; do echo 31990 > "
                                                       "/proc/sys/kernel/ns_last_pid; sleep 1000 & N=$!; done; "
                                                       "printf '%s\\n' $N > bare.pid"));
        if (crate.inner() < 30000)
            QSKIP("needs PID namespaces in which the next PID can be set");
        if (QFile::exists(QStringLiteral("/proc/%1").arg(crate.inner())))
            QSKIP("needs PID 31991 to be unused on this host");
        const auto report = probe("bare.pid");
        QVERIFY2(report.verdict.state == Verdict::State::Unknown, qPrintable(text(report.verdict)));
        QCOMPARE(report.verdict.reason, Verdict::Reason::OtherPidNamespace);
    }
};

QTEST_GUILESS_MAIN(tst_InspectContainers)
#include "tst_inspectcontainers.moc"

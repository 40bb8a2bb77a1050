// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"
#include "support/locktest.h"
#include "support/loopbacksshd.h"

#include <lockscope/processfacts.h>

#include <QJsonArray>
#include <QStandardPaths>
#include <QTest>

#include <filesystem>
#include <memory>

#include <sys/mount.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {

QString text(const fs::path &path)
{
    return QString::fromStdString(path.native());
}

QStringList namesIn(const fs::path &directory)
{
    QStringList names;
    for (const auto &entry : fs::directory_iterator(directory))
        names += text(entry.path().filename());
    names.sort();
    return names;
}

} // namespace

/// Locks on a real sshfs, and requests over a real ssh, to an sshd on loopback.
class tst_Sshfs : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    std::unique_ptr<LoopbackSshd> m_sshd;
    fs::path m_mount;
    QString m_notMounted;

    /// The replacement for ssh knows the loopback host, and calls the real ssh.
    void useLoopback() const
    {
        const auto ssh = *m_directory / "bin" / "ssh";
        fs::create_directories(ssh.parent_path());
        const auto real = QStandardPaths::findExecutable(u"ssh"_s);
        makeFile(ssh, "#!/bin/sh\nexec " + real.toUtf8() + " -F " +
                          QByteArray::fromStdString(m_sshd->clientConfiguration().native()) + " \"$@\"\n");
        fs::permissions(ssh, fs::perms::owner_all);
        const auto far = *m_directory / "sshd" / "bin" / "lockscopectl";
        fs::create_directories(far.parent_path());
        fs::create_symlink(lockscopectlProgram().toStdString(), far);
        qputenv("PATH", QByteArray::fromStdString(ssh.parent_path().native()) + ':' + qgetenv("PATH"));
        qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((*m_directory / "config").native()));
    }
    QString mount() const
    {
        if (QStandardPaths::findExecutable(u"sshfs"_s).isEmpty())
            return u"sshfs"_s;
        if (::access("/dev/fuse", R_OK | W_OK) != 0)
            return u"/dev/fuse"_s;
        const auto answer = callProgram(u"sshfs"_s, {u"alpha:"_s + text(*m_directory / "export"), text(m_mount),
                                                     u"-F"_s, text(m_sshd->clientConfiguration())});
        return answer.status == 0 ? QString() : QString::fromUtf8("an sshfs that mounts: " + answer.err);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_directory = std::make_unique<TestDirectory>();
        m_sshd = std::make_unique<LoopbackSshd>(*m_directory / "sshd");
        if (!m_sshd->missing().isEmpty())
            QSKIP(qPrintable(u"needs "_s + m_sshd->missing()));
        useLoopback();
        m_mount = *m_directory / "mount";
        fs::create_directories(m_mount);
        fs::create_directories(*m_directory / "export");
        m_notMounted = mount();
    }
    void init()
    {
        for (const auto &entry : fs::directory_iterator(*m_directory / "export"))
            fs::remove_all(entry.path());
    }
    void cleanupTestCase()
    {
        if (!m_mount.empty())
            ::umount2(m_mount.c_str(), MNT_DETACH);
        callProgram(u"fusermount3"_s, {u"-u"_s, u"-z"_s, text(m_mount)});
    }

    void kindsInvisibleToOtherHostsAreRefused_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("reason");
        for (const char *kind : {"zc", "zc-simple", "fcntl"})
            QTest::newRow(kind) << QString::fromLatin1(kind) << "does not pass kernel locks on to other hosts"_ba;
        for (const char *kind : {"pid", "openlock", "link"})
            QTest::newRow(kind) << QString::fromLatin1(kind) << "a second name for a file has another inode number"_ba;
    }
    void kindsInvisibleToOtherHostsAreRefused()
    {
        if (!m_notMounted.isEmpty())
            QSKIP(qPrintable(u"needs "_s + m_notMounted));
        QFETCH(QString, kind);
        QFETCH(QByteArray, reason);
        const auto answer =
            lockscopectl({u"run"_s, u"--timeout"_s, u"0"_s, kind, text(m_mount / "app.lock"), u"--"_s, u"true"_s});
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(reason), answer.err);
        // A file that is removed right after it was closed has another name until sshfs has processed the close.
        QTRY_COMPARE_WITH_TIMEOUT(namesIn(*m_directory / "export"), QStringList(), 60'000);
    }
    void otherKindsAreAcquiredAndReleased_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("symlink") << u"symlink"_s;
        QTest::newRow("mkdir") << u"mkdir"_s;
    }
    void otherKindsAreAcquiredAndReleased()
    {
        if (!m_notMounted.isEmpty())
            QSKIP(qPrintable(u"needs "_s + m_notMounted));
        QFETCH(QString, kind);
        const auto answer = lockscopectl({u"run"_s, u"--timeout"_s, u"0"_s, kind, text(m_mount / "app"), u"--"_s,
                                          u"ls"_s, text(*m_directory / "export")});
        QVERIFY2(answer.status == 0, answer.err);
        QCOMPARE(answer.out, "app.lock\n"_ba);
        // A file that is removed right after it was closed has another name until sshfs has processed the close.
        QTRY_COMPARE_WITH_TIMEOUT(namesIn(*m_directory / "export"), QStringList(), 60'000);
    }
    void reachIsReported()
    {
        if (!m_notMounted.isEmpty())
            QSKIP(qPrintable(u"needs "_s + m_notMounted));
        makeFile(*m_directory / "export" / "app.lock");
        const auto report = lockscopectl({u"inspect"_s, u"--json"_s, text(m_mount / "app.lock")}).object();
        const auto fileSystem = report.value(u"fileSystem"_s).toObject();
        QCOMPARE(fileSystem.value(u"type"_s).toString(), u"fuse.sshfs"_s);
        QCOMPARE(fileSystem.value(u"lockReach"_s).toString(), u"none"_s);
        QCOMPARE(report.value(u"verdict"_s).toString(), u"unknown"_s);
    }

    /// The far end is this machine, under another name.
    void hostIsAskedOverSsh()
    {
        if (Lockscope::HostIdentity::read().machineId.empty())
            QSKIP("needs /etc/machine-id");
        const auto added = lockscopectl({u"hosts"_s, u"add"_s, u"alpha"_s});
        QVERIFY2(added.status == 0, added.err);
        const auto lock = *m_directory / "export" / "repo" / ".hg" / "wlock";
        fs::create_directories(lock.parent_path());
        fs::create_symlink("alpha:" + std::to_string(::getpid()), lock);
        const auto report = lockscopectl({u"inspect"_s, u"--ask"_s, u"--json"_s, text(lock)}).object();
        QCOMPARE(report.value(u"verdict"_s).toString(), u"held"_s);
        QCOMPARE(report.value(u"asked"_s).toArray().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Sshfs)
#include "tst_sshfs.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <sys/stat.h>

/// scan and system: many locks in one call.
class tst_LockscopectlScan : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    static bool write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    static QStringList paths(const CtlAnswer &answer)
    {
        QStringList all;
        for (const auto &object : answer.objects())
            all += object[u"path"].toString();
        all.sort();
        return all;
    }
    static QString deadPid()
    {
        return QString::fromLatin1(
            callProgram(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), QStringLiteral("echo $$")}).out.trimmed());
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_dir.isValid());
        for (const auto &entry : QDir(m_dir.path()).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot))
            QVERIFY(entry.isDir() ? QDir(entry.filePath()).removeRecursively() : QFile::remove(entry.filePath()));
    }

    void locksOfAllDepthsAreFound()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("a/b/c")));
        QVERIFY(write(m_dir.filePath(QStringLiteral("a/old.lock")), " 4242424\n"));
        QVERIFY(write(m_dir.filePath(QStringLiteral("a/b/letter.txt")), "Dear reader\n"));
        const auto held = m_dir.filePath(QStringLiteral("a/b/c/data"));
        LockHolder holder(LockHolder::Kind::FlockCommand, held);
        QVERIFY(holder.isHolding());

        const auto answer = lockscopectl(words("scan --json") << m_dir.path());
        QCOMPARE(answer.err, QByteArray());
        QCOMPARE(answer.status, 0);
        QCOMPARE(paths(answer), (QStringList{held, m_dir.filePath(QStringLiteral("a/old.lock"))}));

        const auto all = lockscopectl(words("scan --json --all") << m_dir.path());
        QVERIFY(paths(all).contains(m_dir.filePath(QStringLiteral("a/b/letter.txt"))));
        for (const auto &object : all.objects()) {
            if (object[u"path"].toString().endsWith(QStringLiteral("letter.txt")))
                QCOMPARE(object[u"format"].toString(), QStringLiteral("none"));
        }

        const auto human = lockscopectl(words("scan") << m_dir.path());
        QCOMPARE(human.status, 0);
        const auto lines = human.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const auto heldLine =
            std::ranges::find_if(lines, [](const QByteArray &line) { return line.startsWith("held "); });
        QVERIFY(heldLine != lines.end());
        QVERIFY2(heldLine->contains(QByteArray(" " + QByteArray::number(holder.pid()) + " cat ")), *heldLine);
        QVERIFY2(heldLine->endsWith(QByteArray("  " + held.toUtf8())), *heldLine);
    }

    void aStaleLockEndsWithStatusOne()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto answer = lockscopectl(words("scan") << m_dir.path());
        QCOMPARE(answer.status, 1);
        QVERIFY2(answer.out.startsWith("stale "), answer.out);
    }

    void theUsersRuntimeFolderIsAWellKnownPlace()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto usual = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", m_dir.path().toLocal8Bit());
        const auto answer = lockscopectl(words("scan --json --well-known"));
        qputenv("XDG_RUNTIME_DIR", usual);
        QVERIFY2(paths(answer).contains(m_dir.filePath(QStringLiteral("daemon.pid"))), answer.out);
    }

    void noLockIsSaid()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("letter.txt")), "Dear reader\n"));
        for (const char *call : {"scan", "scan --json"}) {
            const auto answer = lockscopectl(words(call) << m_dir.path());
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.out, QByteArray());
            QVERIFY2(answer.err.contains("no lock found"), answer.err);
        }
    }

    void aMissingFolderIsAFailure()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto missing = m_dir.filePath(QStringLiteral("missing"));
        const auto answer = lockscopectl(words("scan --json") << missing << m_dir.path());
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(missing.toUtf8()), answer.err);
        QVERIFY2(answer.err.contains("ENOENT"), answer.err);
        QVERIFY(paths(answer).contains(m_dir.filePath(QStringLiteral("daemon.pid"))));
    }

    void anUnreadableFolderIsAFailure()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build folder that nobody can enter");
        const auto closed = m_dir.filePath(QStringLiteral("closed"));
        QVERIFY(QDir(m_dir.path()).mkdir(QStringLiteral("closed")));
        QVERIFY(write(m_dir.filePath(QStringLiteral("open.lock")), {}));
        QCOMPARE(::chmod(qPrintable(m_dir.path()), 0755), 0);
        QCOMPARE(::chmod(qPrintable(closed), 0700), 0);
        const auto answer = lockscopectlAsNobody(words("scan --json") << m_dir.path());
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(closed.toUtf8()) && answer.err.contains("EACCES"), answer.err);
        QVERIFY(paths(answer).contains(m_dir.filePath(QStringLiteral("open.lock"))));
    }

    void systemListsEveryKernelLock()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::Ofd); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto path = m_dir.filePath(QStringLiteral("system.lock"));
        LockHolder holder(LockHolder::Kind::Ofd, path);
        QVERIFY(holder.isHolding());
        struct stat status
        {
        };
        QCOMPARE(::stat(qPrintable(path), &status), 0);

        const auto answer = lockscopectl(words("system --json"));
        QCOMPARE(answer.status, 0);
        const auto objects = answer.objects();
        const auto found = std::ranges::find_if(
            objects, [&](const QJsonObject &object) { return object[u"path"].toString() == path; });
        QVERIFY(found != objects.end());
        auto keys = found->keys();
        keys.removeAll(QStringLiteral("pathState"));
        QCOMPARE(keys, words("device inode kernelLocks path"));
        QCOMPARE((*found)[u"inode"].toInteger(), static_cast<qint64>(status.st_ino));
        QVERIFY((*found)[u"device"].toString().contains(u':'));
        const auto lock = (*found)[u"kernelLocks"].toArray().first().toObject();
        QCOMPARE(lock[u"type"].toString(), QStringLiteral("ofd"));
        QCOMPARE(lock[u"holders"].toArray().first().toObject()[u"pid"].toInteger(), holder.pid());

        const auto human = lockscopectl(words("system"));
        QCOMPARE(human.status, 0);
        QVERIFY(human.out.startsWith("HOLDER"));
        const auto lines = human.out.split('\n');
        const auto line =
            std::ranges::find_if(lines, [&](const QByteArray &text) { return text.endsWith(path.toUtf8()); });
        QVERIFY(line != lines.end());
        QVERIFY2(line->startsWith(QByteArray(QByteArray::number(holder.pid()) + " python3")), *line);
        QVERIFY2(line->contains(" ofd ") && line->contains(" write ") && line->contains(" all "), *line);
    }

    void hiddenProcessesAreMentioned()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build folder that nobody can enter");
        const auto path = m_dir.filePath(QStringLiteral("roots.lock"));
        LockHolder holder(LockHolder::Kind::Ofd, path);
        QVERIFY(holder.isHolding());
        const auto answer = lockscopectlAsNobody(words("system"));
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.out.contains("\n? "), answer.out);
        QVERIFY2(answer.err.contains("run as root to see all"), answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlScan)
#include "tst_lockscopectlscan.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace {

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class tst_LockscopectlMetrics : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    QString path(const QString &name) const { return m_directory->filePath(name); }
    QList<QByteArray> linesOf(const CtlAnswer &answer) const { return answer.out.trimmed().split('\n'); }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void stateAgeAndWaitersAreReported()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        const auto held = path(QStringLiteral("held.lock"));
        LockHolder holder(LockHolder::Kind::FlockCommand, held);
        QVERIFY(holder.isHolding());
        QVERIFY(write(path(QStringLiteral("old.pid")),
                      shell(QStringLiteral("echo $$")).out)); // of a process that has exited

        const auto answer = lockscopectl(words("metrics") << m_directory->path());
        QCOMPARE(answer.err, QByteArray());
        QCOMPARE(answer.status, 0);
        const auto lines = linesOf(answer);
        QVERIFY2(lines.contains("lockscope_locks{state=\"held\"} 1"), answer.out);
        QVERIFY2(lines.contains("lockscope_locks{state=\"stale\"} 1"), answer.out);
        QVERIFY2(lines.contains("lockscope_locks{state=\"free\"} 0"), answer.out);
        QVERIFY2(lines.contains("lockscope_lock_state{path=\"" + held.toUtf8() +
                                QByteArray("\",format=\"flock\",state=\"held\"} 1")),
                 answer.out);
        QVERIFY2(
            lines.contains("lockscope_lock_waiters{path=\"" + held.toUtf8() + QByteArray("\",format=\"flock\"} 0")),
            answer.out);
        const QByteArray age = "lockscope_lock_age_seconds{path=\"" + held.toUtf8() + '"';
        QVERIFY2(answer.out.contains(age), answer.out);
        QVERIFY2(lines.contains("lockscope_errors 0"), answer.out);
    }

    /// Each metric is described once, before its samples, and no series occurs twice.
    void textFollowsTheFormat()
    {
        QVERIFY(write(path(QStringLiteral("odd \\ \" \n.lock")), ""));
        QVERIFY(write(path(QStringLiteral("b.lock")), "4000000\n"));
        const auto answer = lockscopectl(words("metrics") << m_directory->path() << path(QStringLiteral("b.lock")));
        QCOMPARE(answer.status, 0);
        QSet<QByteArray> described;
        QSet<QByteArray> series;
        QByteArray current;
        for (const auto &line : linesOf(answer)) {
            if (line.startsWith("# HELP ")) {
                current = line.split(' ').at(2);
                QVERIFY2(!described.contains(current), line);
                described.insert(current);
                continue;
            }
            if (line.startsWith("# TYPE ")) {
                QCOMPARE(line, "# TYPE " + current + QByteArray(" gauge"));
                continue;
            }
            const auto name = line.left(line.lastIndexOf(' '));
            QVERIFY2(name == current || name.startsWith(QByteArray(current + '{')), line);
            QVERIFY2(!series.contains(name), line);
            series.insert(name);
            bool isNumber = false;
            line.mid(line.lastIndexOf(' ') + 1).toDouble(&isNumber);
            QVERIFY2(isNumber, line);
        }
        QCOMPARE(described.size(), 5);
        QVERIFY2(answer.out.contains("odd \\\\ \\\""), answer.out);
    }

    void absentLockIsAState()
    {
        const auto answer = lockscopectl(words("metrics") << path(QStringLiteral("none.lock")));
        QVERIFY2(answer.out.contains("state=\"absent\"} 1"), QByteArray(answer.out + answer.err));
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.err.endsWith("none.lock: There is no such file.\n"), answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlMetrics)
#include "tst_lockscopectlmetrics.moc"

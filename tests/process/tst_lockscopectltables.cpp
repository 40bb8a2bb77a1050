// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"
#include "support/actor.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// A flock that a shell shares with its children, as in a build under flock(1).
class SharedFlock
{
public:
    SharedFlock(const QString &path, int children)
    {
        const auto script = QStringLiteral("exec 9>>\"$1\"; flock 9; for i in $(seq %1); do sleep 1000 & done; "
                                           "echo ready; read -r line; kill $(jobs -p)")
                                .arg(children);
        m_process.start(QStringLiteral("bash"), {QStringLiteral("-c"), script, QStringLiteral("bash"), path});
        m_isHeld = m_process.waitForStarted() && m_process.waitForReadyRead(20000);
    }
    ~SharedFlock()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    SharedFlock(const SharedFlock &) = delete;
    SharedFlock &operator=(const SharedFlock &) = delete;

    bool isHeld() const { return m_isHeld; }
    QByteArray pid() const { return QByteArray::number(m_process.processId()); }

private:
    QProcess m_process;
    bool m_isHeld = false;
};

/// Tables fit the terminal: long lists are folded, and the path stays visible.
class tst_LockscopectlTables : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const QString &name) const { return m_dir.filePath(name); }
    static QByteArray lineEndingWith(const QByteArray &text, const QByteArray &end)
    {
        for (const auto &line : text.split('\n')) {
            if (line.trimmed().endsWith(end))
                return line;
        }
        return {};
    }
    static QByteArray inTerminal(int columns, const QString &arguments)
    {
        auto text =
            callProgram(QStringLiteral("script"), {QStringLiteral("-qec"),
                                                   QStringLiteral("stty cols %1; TERM=dumb '%2' %3")
                                                       .arg(QString::number(columns), lockscopectlProgram(), arguments),
                                                   QStringLiteral("/dev/null")})
                .out;
        return text.replace('\r', "");
    }
    static bool hasTerminals() { return !QStandardPaths::findExecutable(QStringLiteral("script")).isEmpty(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        if (QStandardPaths::findExecutable(QStringLiteral("flock")).isEmpty())
            QSKIP("needs flock(1)");
    }

    void coHoldersAreFolded()
    {
        const auto lock = path(QStringLiteral("shared.lock"));
        const SharedFlock holder(lock, 12);
        QVERIFY(holder.isHeld());
        const auto table = lockscopectl(words("system"));
        QCOMPARE(table.status, 0);
        const auto line = lineEndingWith(table.out, lock.toUtf8());
        QVERIFY2(line.startsWith(QByteArray(holder.pid() + " bash +12 ")), line);
        QVERIFY2(line.size() < 100 + lock.size(), line);

        const auto wide = lineEndingWith(lockscopectl(words("system --wide")).out, lock.toUtf8());
        QVERIFY2(wide.startsWith(QByteArray(holder.pid() + " bash, ")), wide);
        QCOMPARE(wide.count(" sleep"), 12);
    }

    void tablesFitTheTerminal_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {200, 100, 80, 60})
            QTest::addRow("%d columns", columns) << columns;
    }

    void tablesFitTheTerminal()
    {
        if (!hasTerminals())
            QSKIP("needs script(1)");
        QFETCH(int, columns);
        const auto directory =
            path(QStringLiteral("a directory with a name that is rather long/and another one in it"));
        QVERIFY(QDir().mkpath(directory));
        const auto lock = directory + QStringLiteral("/in sight.lock");
        const SharedFlock holder(lock, 12);
        QVERIFY(holder.isHeld());
        for (const auto &call : {QStringLiteral("system"), QStringLiteral("scan '%1'").arg(directory)}) {
            const auto text = inTerminal(columns, call);
            QVERIFY2(!lineEndingWith(text, "in sight.lock").isEmpty(), text);
            for (const auto &line : text.split('\n'))
                QVERIFY2(line.startsWith("lockscopectl: ") || QString::fromUtf8(line).size() <= columns, line);
            const auto wide = inTerminal(columns, call + QStringLiteral(" --wide"));
            QVERIFY2(!lineEndingWith(wide, lock.toUtf8()).isEmpty(), wide);
        }
        const auto details = inTerminal(columns, QStringLiteral("inspect '%1'").arg(lock));
        QVERIFY2(details.contains(" and 9 more"), details);
        const auto all = inTerminal(columns, QStringLiteral("inspect --wide '%1'").arg(lock));
        QVERIFY2(all.count("(sleep)") >= 12, all);
    }

    void descriptionsOfKindsAreWrapped()
    {
        if (!hasTerminals())
            QSKIP("needs script(1)");
        constexpr int Columns = 60;
        const auto text = inTerminal(Columns, QStringLiteral("kinds"));
        QVERIFY2(text.contains("\nformat  zc "), text);
        for (const auto &line : text.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= Columns, line);
    }

    void deadlockSentenceIsWrapped()
    {
        if (!hasTerminals())
            QSKIP("needs script(1)");
        const auto left = path(QStringLiteral("left.lock")).toStdString();
        const auto right = path(QStringLiteral("right.lock")).toStdString();
        Actor one;
        Actor other;
        QCOMPARE(one.say("flock", left), QByteArray("held"));
        QCOMPARE(other.say("flock", right), QByteArray("held"));
        one.send("wait-flock " + Actor::word(right));
        other.send("wait-flock " + Actor::word(left));
        constexpr int Columns = 60;
        QByteArray text;
        QTRY_VERIFY((text = inTerminal(Columns, QStringLiteral("system"))).contains("\nDeadlock: process "));
        for (const auto &line : text.split('\n'))
            QVERIFY2(line.startsWith("lockscopectl: ") || QString::fromUtf8(line).size() <= Columns, line);
    }

    void awaitedLocksComeFirst()
    {
        const auto quiet = path(QStringLiteral("a quiet.lock"));
        const auto busy = path(QStringLiteral("z busy.lock"));
        const SharedFlock quietHolder(quiet, 0);
        const SharedFlock busyHolder(busy, 0);
        QVERIFY(quietHolder.isHeld() && busyHolder.isHeld());
        QProcess waiter;
        waiter.start(QStringLiteral("flock"), {busy, QStringLiteral("true")});
        QVERIFY(waiter.waitForStarted());
        const auto order = [&] {
            const auto text = lockscopectl(words("system")).out;
            const auto first = text.indexOf(busy.toUtf8());
            return first >= 0 && first < text.indexOf(quiet.toUtf8());
        };
        QTRY_VERIFY(order());
        waiter.kill();
        waiter.waitForFinished();
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlTables)
#include "tst_lockscopectltables.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject elementWith(const QJsonValue &list, const QString &key, const QJsonValue &value)
{
    for (const auto &element : list.toArray()) {
        if (element[key] == value)
            return element.toObject();
    }
    return {};
}

} // namespace

class tst_LockscopectlCapture : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    QTemporaryDir m_watched;

    QString path(const QString &name) const { return m_directory.filePath(name); }

private Q_SLOTS:
    void damagedHistoryIsReported()
    {
        QTemporaryDir state;
        QVERIFY(QDir(state.path()).mkpath(u"lockscope"_s));
        QFile history(state.filePath(u"lockscope/history.sqlite"_s));
        QVERIFY(history.open(QIODevice::WriteOnly));
        history.write(QByteArray(4096, 'x'));
        history.close();
        const auto before = qgetenv("XDG_STATE_HOME");
        qputenv("XDG_STATE_HOME", QFile::encodeName(state.path()));
        const auto answer = lockscopectl({u"capture"_s, path(u"damaged.lockscope.json"_s)});
        qputenv("XDG_STATE_HOME", before);
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(QFile::encodeName(history.fileName())), answer.err);
        QVERIFY2(answer.err.contains("the history is damaged"), answer.err);
        QVERIFY2(!answer.err.contains("0 intervals"), answer.err);
        QFile file(path(u"damaged.lockscope.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(objectOf(file.readAll())[u"historyError"].toString().contains(u"damaged"_s));
    }

    void captureContainsLocksAndTheirProcesses()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(u"needs "_s + missing));
        const auto held = m_watched.filePath(u"held.lock"_s);
        LockHolder holder(LockHolder::Kind::FlockCommand, held);
        QVERIFY(holder.isHolding());
        QFile stale(m_watched.filePath(u"old.pid"_s));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.write(shell(u"echo $$"_s).out); // of a process that has exited
        stale.close();

        const auto file = path(u"first.lockscope.json"_s);
        const auto answer = lockscopectl({u"capture"_s, file, m_watched.path()});
        QVERIFY2(answer.status == 0, answer.err);
        QVERIFY2(answer.err.contains(" written to "), answer.err);
        QVERIFY(answer.out.isEmpty());

        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto capture = objectOf(written.readAll());
        QCOMPARE(capture[u"lockscopeCapture"_s].toInt(), 1);
        QVERIFY(!capture[u"host"_s][u"hostname"_s].toString().isEmpty());
        QVERIFY(!capture[u"version"_s].toString().isEmpty());
        const auto lock = elementWith(capture[u"locks"_s], u"path"_s, held);
        QCOMPARE(lock[u"verdict"_s].toString(), u"held"_s);
        QCOMPARE(lock[u"kernelLocks"_s][0][u"holders"_s][0][u"pid"_s].toInteger(), holder.pid());
        QCOMPARE(elementWith(capture[u"locks"_s], u"path"_s, stale.fileName())[u"verdict"_s].toString(), u"stale"_s);
        const auto process = elementWith(capture[u"processes"_s], u"pid"_s, holder.pid());
        QVERIFY(!process.isEmpty());
        QVERIFY2(!elementWith(capture[u"processes"_s], u"pid"_s, process[u"ppid"_s]).isEmpty(),
                 "the parent is missing");
    }

    void standardOutputIsTheDefault()
    {
        for (const auto &operands : {QStringList(), QStringList{u"-"_s, m_watched.path()}}) {
            const auto answer = lockscopectl(QStringList{u"capture"_s} + operands);
            QVERIFY2(answer.status == 0, answer.err);
            QCOMPARE(objectOf(answer.out)[u"lockscopeCapture"_s].toInt(), 1);
        }
    }

    void twoCapturesAreCompared()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(u"needs "_s + missing));
        QTemporaryDir watched;
        const auto before = path(u"before.lockscope.json"_s);
        const auto after = path(u"after.lockscope.json"_s);
        const auto lock = watched.filePath(u"job.lock"_s);
        const auto capture = [&](const QString &file) {
            return lockscopectl({u"capture"_s, u"--quiet"_s, file, watched.path()}).status;
        };
        QCOMPARE(capture(before), 0);
        LockHolder holder(LockHolder::Kind::FlockCommand, lock);
        QVERIFY(holder.isHolding());
        QCOMPARE(capture(after), 0);

        const auto same = lockscopectl({u"capture"_s, u"--compare"_s, before, before});
        QCOMPARE(same.status, 0);
        QCOMPARE(same.out, QByteArray());

        const auto text = lockscopectl({u"capture"_s, u"--compare"_s, before, after});
        QCOMPARE(text.status, 1);
        const QByteArray added = "new     " + lock.toUtf8() + ": held by " + QByteArray::number(holder.pid());
        QVERIFY2(text.out.contains(added), text.out);
        const auto back = lockscopectl({u"capture"_s, u"--compare"_s, after, before});
        const QByteArray removed = "gone    " + lock.toUtf8() + ": was held";
        QVERIFY2(back.out.contains(removed), back.out);

        QJsonObject change;
        for (const auto &line : lockscopectl({u"capture"_s, u"--compare"_s, u"--json"_s, before, after}).objects()) {
            if (line[u"path"_s].toString() == lock)
                change = line;
        }
        QCOMPARE(change[u"change"_s].toString(), u"new"_s);
        QVERIFY(change[u"before"_s].isNull());
        QCOMPARE(change[u"after"_s][u"verdict"_s].toString(), u"held"_s);
    }

    /// The kernel sends a signal that would kill the program and leave an incomplete file behind.
    void fileSizeLimitLeavesNothing()
    {
        QTemporaryDir directory;
        const auto limited = u"ulimit -f 0; '%1' %2 2>&1 | cat"_s;
        const auto captured =
            shell(limited.arg(lockscopectlProgram(), u"capture '%1'"_s.arg(directory.filePath(u"a"_s))));
        QVERIFY2(captured.out.contains("EFBIG"), captured.out);
        const auto lock = directory.filePath(u"a.pid"_s);
        const auto run = shell(limited.arg(lockscopectlProgram(), u"run pid '%1' -- true"_s.arg(lock)));
        QVERIFY2(run.out.contains("EFBIG"), run.out);
        QCOMPARE(QDir(directory.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList());
        const auto command = u"'%1' run fcntl '%2' -- grep SigIgn /proc/self/status; grep SigIgn /proc/self/status"_s;
        const auto ignored = shell(command.arg(lockscopectlProgram(), lock)).out.split('\n');
        QCOMPARE(ignored.value(0), ignored.value(1));
    }

    /// Root would destroy /dev/null.
    void onlyRegularFilesAreReplaced()
    {
        const auto fifo = path(u"fifo"_s);
        QCOMPARE(::mkfifo(fifo.toUtf8().constData(), 0600), 0);
        QVERIFY(QDir().mkdir(path(u"directory"_s)));
        for (const auto &file : {fifo, path(u"directory"_s)}) {
            const auto answer = lockscopectl({u"capture"_s, file});
            QCOMPARE(answer.status, 4);
            QVERIFY2(answer.err.contains(", not a regular file"), answer.err);
        }
        struct stat status = {};
        QCOMPARE(::stat(fifo.toUtf8().constData(), &status), 0);
        QVERIFY(S_ISFIFO(status.st_mode));
    }

    void linkOfAnotherUserIsNotFollowed()
    {
        if (::geteuid() != 0)
            QSKIP("only root can create a link of another user");
        QFile victim(path(u"victim"_s));
        QVERIFY(victim.open(QIODevice::WriteOnly));
        victim.write("data");
        victim.close();
        const auto link = path(u"planted.lockscope.json"_s);
        QVERIFY(victim.link(link));
        QCOMPARE(::lchown(link.toUtf8().constData(), 65534, 65534), 0);

        const auto answer = lockscopectl({u"capture"_s, link});
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("a symbolic link of another user"), answer.err);
        QVERIFY(victim.open(QIODevice::ReadOnly));
        QCOMPARE(victim.readAll(), QByteArray("data"));
    }

    void ownLinkIsFollowed()
    {
        const auto link = path(u"link.lockscope.json"_s);
        QVERIFY(QFile::link(u"target.lockscope.json"_s, link));
        QCOMPARE(lockscopectl({u"capture"_s, link}).status, 0);
        QVERIFY(QFileInfo(link).isSymLink());
        struct stat status = {};
        QCOMPARE(::stat(link.toUtf8().constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t{0600});
    }

    void failuresAreReported()
    {
        const auto unwritable = lockscopectl({u"capture"_s, u"/no/such/directory/x"_s});
        QCOMPARE(unwritable.status, 4);
        QVERIFY2(unwritable.err.contains("cannot read or write"), unwritable.err);
        const auto noDirectory = lockscopectl({u"capture"_s, path(u"x"_s), u"/no/such/directory"_s});
        QCOMPARE(noDirectory.status, 4);
        QVERIFY2(noDirectory.err.contains("not a directory"), noDirectory.err);
        const auto noCapture = lockscopectl({u"capture"_s, u"--compare"_s, u"/etc/passwd"_s, u"/no/such/file"_s});
        QCOMPARE(noCapture.status, 4);
        QVERIFY2(noCapture.err.contains("/etc/passwd: cannot read: it is not a capture"), noCapture.err);
        QCOMPARE(lockscopectl({u"capture"_s, u"--compare"_s, u"one"_s}).status, 2);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlCapture)

#include "tst_lockscopectlcapture.moc"

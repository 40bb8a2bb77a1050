// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"
#include "lockscopectlcall.h"
#include "support/actor.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>

/// A file in the user's directory of formats, during the lifetime of the object.
class UserFormats
{
public:
    explicit UserFormats(const QByteArray &text)
        : m_usual(qgetenv("XDG_CONFIG_HOME"))
    {
        qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
        QDir(m_home.path()).mkpath(QStringLiteral("lockscope/formats.d"));
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path()));
    }
    ~UserFormats() { qputenv("XDG_CONFIG_HOME", m_usual); }
    UserFormats(const UserFormats &) = delete;
    UserFormats &operator=(const UserFormats &) = delete;

    QString path() const { return m_home.filePath(QStringLiteral("lockscope/formats.d/ours.toml")); }

private:
    QTemporaryDir m_home;
    QByteArray m_usual;
};

constexpr auto GuardFormat = R"([[format]]
id = "guard"
title = "Lock of our own program"
names = ["*.guard", "work?"]
content = '''^{pid}\n$'''
held-by = "process"
[[format.sample]]
path = "a.guard"
text = "4242\n"
pid = 4242

[[format]]
id = "scratch"
title = "Scratch file of our own program"
names = ["*.tmp.lock"]
held-by = "nothing"
[[format.sample]]
path = "b.tmp.lock"
text = "4242\n"
)";

/// The commands scan and system.
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

    void locksAreFoundRecursively()
    {
        if (const auto missing = LockHolder::missing(LockHolder::Kind::FlockCommand); !missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + missing));
        QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("a/b/c")));
        QVERIFY(write(m_dir.filePath(QStringLiteral("a/old.lock")), " 42424\n"));
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
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines.first().startsWith("STATE "), lines.first());
        QCOMPARE(lines.last(), QByteArray("2 locks: 1 held, 1 free"));
        const auto heldLine =
            std::ranges::find_if(lines, [](const QByteArray &line) { return line.startsWith("held "); });
        QVERIFY(heldLine != lines.end());
        QVERIFY2(heldLine->contains(QByteArray(" " + QByteArray::number(holder.pid()) + " cat ")), *heldLine);
        QVERIFY2(heldLine->endsWith(QByteArray("  " + held.toUtf8())), *heldLine);
    }

    void staleLockExitsWithOne()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto answer = lockscopectl(words("scan") << m_dir.path());
        QCOMPARE(answer.status, 1);
        QVERIFY2(answer.out.contains("\nstale "), answer.out);
        QVERIFY2(answer.out.endsWith("\n1 lock: 1 stale\n"), answer.out);
    }

    void filtersSelectStateAndFormat()
    {
        const auto stale = m_dir.filePath(QStringLiteral("daemon.pid"));
        const auto free = m_dir.filePath(QStringLiteral("free.lock"));
        QVERIFY(write(stale, deadPid().toLatin1() + "\n"));
        QVERIFY(write(free, " 42424\n"));
        const auto chosen = [&](const char *options) { return paths(lockscopectl(words(options) << m_dir.path())); };
        QCOMPARE(chosen("scan --json --state stale"), QStringList{stale});
        QCOMPARE(chosen("scan --json --state=free"), QStringList{free});
        QCOMPARE(chosen("scan --json --state held"), QStringList());
        QCOMPARE(chosen("scan --json --state held,stale,free").size(), 2);
        QCOMPARE(chosen("scan --json --state stale --state free").size(), 2);
        QCOMPARE(chosen("scan --json --format pid"), QStringList{stale});
        // Formats that match equally well are selected, too.
        QCOMPARE(chosen("scan --json --format zc --state free,stale"), QStringList{free});
        QCOMPARE(chosen("scan --json --format link,pid"), QStringList{stale});
        QCOMPARE(chosen("scan --json --format pid --state free"), QStringList());

        // Locks that are not shown do not affect the exit status.
        const auto filtered = lockscopectl(words("scan --state free") << m_dir.path());
        QCOMPARE(filtered.status, 0);
        QVERIFY2(filtered.out.endsWith("\n1 lock: 1 free (1 not shown)\n"), filtered.out);
        const auto none = lockscopectl(words("scan --state held") << m_dir.path());
        QCOMPARE(none.status, 0);
        QCOMPARE(none.out, QByteArray());
        QVERIFY2(none.err.contains("none of 2 locks matches"), none.err);
    }

    void locksAreSorted()
    {
        const auto touched = [&](const char *name, const QByteArray &content, int daysAgo) {
            const auto path = m_dir.filePath(QString::fromLatin1(name));
            QFile file(path);
            const auto time = QDateTime::currentDateTime().addDays(-daysAgo);
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush() &&
                   file.setFileTime(time, QFileDevice::FileModificationTime);
        };
        QVERIFY(touched("b.lock", " 42424\n", 1));
        QVERIFY(touched("a.lock", " 42424\n", 3));
        QVERIFY(touched("c.pid", deadPid().toLatin1() + "\n", 2));
        const auto names = [&](const char *options) {
            QStringList all;
            for (const auto &object : lockscopectl(words(options) << m_dir.path()).objects())
                all += QFileInfo(object[u"path"].toString()).baseName();
            return all.join(u' ');
        };
        QCOMPARE(names("scan --json --sort path"), QStringLiteral("a b c"));
        QCOMPARE(names("scan --json --sort age"), QStringLiteral("a c b"));
        QCOMPARE(names("scan --json --sort state"), QStringLiteral("c a b"));
    }

    void pathsAreSeparatedByNulBytes()
    {
        const auto odd = m_dir.filePath(QStringLiteral("two\nlines.pid"));
        QVERIFY(write(odd, deadPid().toLatin1() + "\n"));
        const auto answer = lockscopectl(words("scan -0 --state stale") << m_dir.path());
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.out, QByteArray(odd.toUtf8() + '\0'));
        QCOMPARE(answer.err, QByteArray());
        const auto piped = shell(QStringLiteral("\"$0\" scan -0 \"$1\" | \"$0\" inspect --json -0 -"), {m_dir.path()});
        QCOMPARE(piped.status, 1);
        QCOMPARE(piped.object()[u"path"].toString(), odd);
        const auto roots = shell(QStringLiteral("printf '%s\\0' \"$1\" | \"$0\" scan -0 -"), {m_dir.path()});
        QCOMPARE(roots.out, QByteArray(odd.toUtf8() + '\0'));
        QCOMPARE(lockscopectl(words("scan -0 --json") << m_dir.path()).status, 2);
    }

    void directoriesAreReadFromStandardInput()
    {
        QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("a/deep")) && QDir(m_dir.path()).mkdir(QStringLiteral("b")));
        for (const char *name : {"a/deep/x.pid", "b/y.pid", "z.pid"})
            QVERIFY(write(m_dir.filePath(QString::fromLatin1(name)), deadPid().toLatin1() + "\n"));
        // The last line may lack a newline, and empty lines are ignored.
        const auto answer =
            shell(QStringLiteral("printf '%s/a\\n\\n%s/b' \"$1\" \"$1\" | \"$0\" scan --json -"), {m_dir.path()});
        QCOMPARE(answer.status, 1);
        QCOMPARE(paths(answer), (QStringList{m_dir.filePath(QStringLiteral("a/deep/x.pid")),
                                             m_dir.filePath(QStringLiteral("b/y.pid"))}));
        const auto unreadable = shell(QStringLiteral("\"$0\" scan - <\"$1\""), {m_dir.path()});
        QCOMPARE(unreadable.status, 4);
        QVERIFY2(unreadable.err.contains("standard input: read: Is a directory"), unreadable.err);
    }

    void progressIsShownOnlyOnTerminals()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto piped = lockscopectl(words("scan --progress") << m_dir.path());
        QCOMPARE(piped.status, 1);
        QCOMPARE(piped.err, QByteArray());
        if (QStandardPaths::findExecutable(QStringLiteral("script")).isEmpty())
            QSKIP("needs script(1)");
        const auto inTerminal = callProgram(QStringLiteral("script"),
                                            {QStringLiteral("-qec"),
                                             QStringLiteral("'%1' scan --json --progress /usr/share '%2' >/dev/null")
                                                 .arg(lockscopectlProgram(), m_dir.path()),
                                             QStringLiteral("/dev/null")});
        QVERIFY2(inTerminal.out.contains(" directories, "), inTerminal.out);
        QVERIFY2(inTerminal.out.endsWith(" \r"), inTerminal.out.right(200));
    }

    void freeLockHasNoHolder()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("free.lock")), " 42424\n"));
        const auto answer = lockscopectl(words("scan") << m_dir.path());
        QVERIFY2(!answer.out.contains("42424"), answer.out);
    }

    void runtimeDirectoryIsWellKnown()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto usual = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", m_dir.path().toLocal8Bit());
        const auto answer = lockscopectl(words("scan --json --well-known"));
        qputenv("XDG_RUNTIME_DIR", usual);
        QVERIFY2(paths(answer).contains(m_dir.filePath(QStringLiteral("daemon.pid"))), answer.out);
    }

    void formatsOfTheUserAreFoundByName()
    {
        const UserFormats formats(GuardFormat);
        const auto pid = shell(QStringLiteral("echo $$")).out; // of a process that has exited
        for (const char *name : {"a.guard", "work7", "work77", "b.tmp.lock", "c.lock", "letter"})
            QVERIFY(write(m_dir.filePath(QString::fromLatin1(name)), pid));
        const auto answer = lockscopectl(words("scan --json") << m_dir.path());
        QCOMPARE(answer.err, QByteArray());
        QStringList found;
        for (const auto &object : answer.objects()) {
            const auto name = QFileInfo(object[u"path"].toString()).fileName();
            found += name + u' ' + object[u"format"].toString() + u' ' + object[u"verdict"].toString();
        }
        found.sort();
        QCOMPARE(found.value(0), QStringLiteral("a.guard guard stale"));
        QVERIFY2(found.value(1).startsWith(QStringLiteral("c.lock ")), qPrintable(found.value(1)));
        QCOMPARE(found.value(2), QStringLiteral("work7 guard stale"));
        QCOMPARE(found.size(), 3);
        QCOMPARE(paths(lockscopectl(words("scan --json --all") << m_dir.path())).size(), 6);
    }

    void namesOfFormatsDoNotOpenFifos()
    {
        const UserFormats formats(GuardFormat);
        QCOMPARE(::mkfifo(qPrintable(m_dir.filePath(QStringLiteral("pipe.guard"))), 0644), 0);
        const auto answer = lockscopectl(words("scan --json") << m_dir.path());
        QCOMPARE(answer.out, QByteArray());
        QVERIFY2(answer.err.contains("no lock found"), answer.err);
    }

    void invalidFormatsAreReportedAndSkipped_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("complaint");
        QTest::newRow("not TOML") << QByteArray("[[format]]\nid = \n") << QByteArray(":2: ");
        QTest::newRow("an unknown holder")
            << QByteArray(GuardFormat).replace("\"process\"", "\"us\"") << QByteArray(":6: ");
        QTest::newRow("too large") << QByteArray(2 << 20, '#') << QByteArray("larger than 1 MiB");
    }

    void invalidFormatsAreReportedAndSkipped()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, complaint);
        const UserFormats formats(text);
        QVERIFY(write(m_dir.filePath(QStringLiteral("a.guard")), "4242424\n"));
        const auto answer = lockscopectl(words("scan --json") << m_dir.path());
        QCOMPARE(answer.out, QByteArray());
        QVERIFY2(answer.err.contains(formats.path().toUtf8()), answer.err);
        QVERIFY2(answer.err.contains(complaint), answer.err);
    }

    void formatFileMustBeRegular()
    {
        const UserFormats formats("");
        QVERIFY(QFile::remove(formats.path()));
        QCOMPARE(::mkfifo(qPrintable(formats.path()), 0644), 0);
        const auto answer = lockscopectl(words("scan") << m_dir.path());
        QVERIFY2(answer.err.contains("cannot read it"), answer.err);
        QVERIFY2(answer.err.contains("no lock found"), answer.err);
    }

    void meaningOfRangeIsPrinted()
    {
        const auto path = m_dir.filePath(QStringLiteral("main.db"));
        QVERIFY(write(path, QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0')));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        struct flock range = {};
        range.l_type = F_WRLCK;
        range.l_whence = SEEK_SET;
        range.l_start = 0x40000001;
        range.l_len = 1;
        QCOMPARE(::fcntl(file.handle(), F_SETLK, &range), 0);

        const auto meaningIn = [](const QJsonObject &object) {
            return object[u"kernelLocks"].toArray().first().toObject()[u"meaning"].toString();
        };
        const auto report = lockscopectl(words("inspect --json") << path).objects().value(0);
        QVERIFY2(meaningIn(report).startsWith(QStringLiteral("RESERVED: ")), qPrintable(meaningIn(report)));
        const auto objects = lockscopectl(words("system --json")).objects();
        const auto found = std::ranges::find_if(
            objects, [&](const QJsonObject &object) { return object[u"path"].toString() == path; });
        QVERIFY(found != objects.end());
        QCOMPARE(meaningIn(*found), meaningIn(report));
        for (const auto &call : {words("inspect") << path, words("system")}) {
            const auto human = lockscopectl(call);
            QVERIFY2(human.out.contains("1073741825") && human.out.contains(" (RESERVED: prepares to write"),
                     human.out);
        }
    }

    void scanReportsThatNoLockWasFound()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("letter.txt")), "Dear reader\n"));
        for (const char *call : {"scan", "scan --json"}) {
            const auto answer = lockscopectl(words(call) << m_dir.path());
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.out, QByteArray());
            QVERIFY2(answer.err.contains("no lock found"), answer.err);
        }
    }

    void systemReportsThatNoLockWasFound()
    {
        const auto path = m_dir.filePath(QStringLiteral("letter.txt"));
        QVERIFY(write(path, "Dear reader\n"));
        for (const char *call : {"system", "system --json"}) {
            const auto answer = lockscopectl(words(call) << path);
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.out, QByteArray());
            QVERIFY2(answer.err.contains("no kernel lock found"), answer.err);
        }
    }

    void missingDirectoryFails()
    {
        QVERIFY(write(m_dir.filePath(QStringLiteral("daemon.pid")), deadPid().toLatin1() + "\n"));
        const auto missing = m_dir.filePath(QStringLiteral("missing"));
        const auto answer = lockscopectl(words("scan --json") << missing << m_dir.path());
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains(missing.toUtf8()), answer.err);
        QVERIFY2(answer.err.contains("ENOENT"), answer.err);
        QVERIFY(paths(answer).contains(m_dir.filePath(QStringLiteral("daemon.pid"))));
    }

    void unreadableDirectoryFails()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build directory that the user nobody can enter");
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

    void deadlockIsReported()
    {
        const auto left = m_dir.filePath(QStringLiteral("left.lock"));
        const auto right = m_dir.filePath(QStringLiteral("right.lock"));
        Actor one;
        Actor other;
        QCOMPARE(one.say("flock", left.toStdString()), QByteArray("held"));
        QCOMPARE(other.say("flock", right.toStdString()), QByteArray("held"));
        one.send("wait-flock " + Actor::word(right.toStdString()));
        other.send("wait-flock " + Actor::word(left.toStdString()));
        const auto deadlocksReported = [&] {
            for (const auto &object : lockscopectl(words("system --json")).objects()) {
                if (object[u"path"].toString() == left)
                    return object[u"kernelLocks"].toArray().first().toObject()[u"deadlock"].toArray().size();
            }
            return qsizetype{0};
        };
        QTRY_COMPARE(deadlocksReported(), 2);
        const auto human = lockscopectl(words("system"));
        const auto [least, greatest] = std::minmax({one.pid(), other.pid()});
        const auto sentence =
            QStringLiteral("Deadlock: process %1 (lockactor) waits for process %2 (lockactor), which waits for process "
                           "%1 (lockactor). Ending either of them lets the other continue.\n")
                .arg(QString::number(least), QString::number(greatest));
        QVERIFY2(human.out.contains(sentence.toUtf8()), human.out);
    }

    void hiddenProcessesAreMentioned()
    {
        if (!canBecomeNobody())
            QSKIP("needs root (CAP_SETUID) and a build directory that the user nobody can enter");
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

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/fileusers.h>

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Lockscope;
using namespace Qt::StringLiterals;

using How = FileUser::How;

namespace {

/// How a process uses a file, as the words of one line.
QByteArray usesOf(const std::filesystem::path &path, std::int64_t pid)
{
    const auto found = FileUsers::of(path);
    if (!found)
        return QByteArray::fromStdString(found.error().call);
    const auto user = std::ranges::find(found->users, pid, [](const FileUser &each) { return each.process.pid; });
    QByteArrayList words;
    if (user != found->users.end())
        for (const auto &use : user->uses)
            words << QByteArray(toWord(use.how).data()) + (use.deleted ? " deleted" : "");
    std::ranges::sort(words);
    return words.join(' ');
}

QString textOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.native());
}

} // namespace

/// All processes that use a file: the information of fuser(1) and lsof +L1 in one answer.
class tst_FileUsers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void processesWithUnreadableDescriptorsAreNamed()
    {
        if (!canBecomeNobody())
            QSKIP("needs another user, whose processes are not readable");
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        std::filesystem::permissions(directory.path(), std::filesystem::perms::all);
        const auto answer = lockscopectlAsNobody({u"who"_s, textOf(path)});
        const QRegularExpression sentence(u"who: the open files of (1 process|[0-9]+ processes) \\([0-9]+ [^,]+(, "
                                          u".*)?\\) cannot be read, so (it|they) "
                                          "may be missing\\. Run as root to see the processes of all users\\.\n$"_s);
        QVERIFY2(sentence.match(QString::fromUtf8(answer.err)).hasMatch(), answer.err);
    }

    void rootIsNotAdvisedToRunAsRoot()
    {
        if (::geteuid() != 0)
            QSKIP("needs root");
        const auto answer = lockscopectl({u"who"_s, u"/dev/null"_s});
        QVERIFY2(!answer.err.contains("root"), answer.err);
        QCOMPARE(answer.err.isEmpty(), FileUsers::of("/dev/null")->isComplete());
    }

    void everyUseIsFound()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        Actor actor;
        QCOMPARE(usesOf(path, actor.pid()), ""_ba);
        QVERIFY(actor.say("open", path).toInt() > 0);
        QCOMPARE(usesOf(path, actor.pid()), "open"_ba);
        QCOMPARE(actor.say("map", path), "mapped"_ba);
        QCOMPARE(usesOf(path, actor.pid()), "mapped open"_ba);
        QCOMPARE(actor.say("flock", path), "held"_ba);
        QCOMPARE(usesOf(path, actor.pid()), "locked mapped open open"_ba);
        Actor waiter;
        QCOMPARE(waiter.say("wait-flock", path), "waiting"_ba);
        QTRY_COMPARE(usesOf(path, waiter.pid()), "open waiting"_ba);
    }

    void accessModeIsReported()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        Actor actor;
        const int fd = actor.say("open", path, "read").toInt();
        const auto found = FileUsers::of(path);
        QVERIFY(found);
        QCOMPARE(found->users.size(), 1U);
        const auto &use = found->users.front().uses.front();
        QCOMPARE(use.fd, fd);
        QVERIFY(use.reads);
        QVERIFY(!use.writes);
        QCOMPARE(use.name, path.native());
    }

    void hardLinkAndSymlinkFindTheSameFile()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        std::filesystem::create_hard_link(path, directory / "name");
        std::filesystem::create_symlink("file", directory / "link");
        Actor actor;
        QVERIFY(actor.say("open", path).toInt() > 0);
        QCOMPARE(usesOf(directory / "name", actor.pid()), "open"_ba);
        QCOMPARE(usesOf(directory / "link", actor.pid()), "open"_ba);
    }

    void deletedFileOfThatNameIsFound()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        Actor actor;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        std::filesystem::remove(path);
        QCOMPARE(usesOf(path, actor.pid()), "locked deleted open deleted"_ba);
        makeFile(path, "y");
        QCOMPARE(usesOf(path, actor.pid()), "locked deleted open deleted"_ba);
    }

    void whoCommandPrintsUsers()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        auto answer = lockscopectl({u"who"_s, textOf(path)});
        QCOMPARE(answer.status, 1);
        Actor actor;
        QVERIFY(actor.say("open", path).toInt() > 0);
        answer = lockscopectl({u"who"_s, textOf(path)});
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.out.contains(QByteArray::number(actor.pid())), answer.out);
        answer = lockscopectl({u"who"_s, u"--json"_s, textOf(path)});
        QCOMPARE(answer.status, 0);
        const auto object = answer.object();
        QCOMPARE(object[u"path"].toString(), textOf(path));
        const auto user = object[u"users"][0].toObject();
        QCOMPARE(user[u"process"][u"pid"].toInt(), actor.pid());
        QCOMPARE(user[u"uses"][0][u"how"].toString(), u"open"_s);
        QCOMPARE(user[u"uses"][0][u"access"].toString(), u"read-write"_s);
        QCOMPARE(user[u"uses"][0][u"deleted"].toBool(), false);
        QCOMPARE(lockscopectl({u"who"_s}).status, 2);
        QCOMPARE(lockscopectl({u"who"_s, textOf(path / "below")}).status, 4);
    }

    void systemCommandShowsOneProcessOrOneFile()
    {
        const TestDirectory directory;
        const auto path = makeFile(directory / "file", "x");
        const auto other = makeFile(directory / "other", "x");
        Actor actor;
        Actor second;
        QCOMPARE(actor.say("flock", path), "held"_ba);
        QCOMPARE(second.say("flock", other), "held"_ba);
        QCOMPARE(second.say("wait-flock", path), "waiting"_ba);
        const auto pathsOf = [](const QStringList &words) {
            QStringList paths;
            for (const auto &object : lockscopectl(QStringList{u"system"_s, u"--json"_s} + words).objects())
                paths << object[u"path"].toString();
            paths.sort();
            return paths;
        };
        QCOMPARE(pathsOf({u"--pid"_s, QString::number(actor.pid())}), QStringList{textOf(path)});
        QTRY_COMPARE(pathsOf({u"--pid"_s, QString::number(second.pid())}), (QStringList{textOf(path), textOf(other)}));
        QCOMPARE(pathsOf({textOf(other)}), QStringList{textOf(other)});
        QCOMPARE(pathsOf({textOf(directory / "nothing")}), QStringList());
        QCOMPARE(lockscopectl({u"system"_s, u"--pid"_s, u"x"_s}).status, 2);
    }
};

QTEST_GUILESS_MAIN(tst_FileUsers)
#include "tst_fileusers.moc"

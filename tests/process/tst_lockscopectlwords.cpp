// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QTest>

/// The words of a call: help, version, commands, options, and what is said where they are off.
class tst_LockscopectlWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versionIsThatOfTheProject()
    {
        const auto answer = lockscopectl({QStringLiteral("--version")});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.out, QByteArray("lockscopectl " LOCKSCOPE_VERSION "\n"));
        QCOMPARE(answer.err, QByteArray());
    }

    void helpIsThereForEachCommand_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command : {"kinds", "inspect", "scan", "system", "run", "hold"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }

    void helpIsThereForEachCommand()
    {
        QFETCH(QString, command);
        const auto answer = lockscopectl({command, QStringLiteral("--help")});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.err, QByteArray());
        QVERIFY(answer.out.startsWith(QByteArray("Usage: lockscopectl " + command.toUtf8())));
        QVERIFY(answer.out.contains("\nExit status:\n"));
        QVERIFY(answer.out.contains("\nExample:\n"));
        QCOMPARE(lockscopectl({QStringLiteral("help"), command}).out, answer.out);
        QVERIFY(lockscopectl({QStringLiteral("--help")}).out.contains(QByteArray("\n  " + command.toUtf8())));
    }

    void helpFitsATerminal()
    {
        for (const char *command : {"kinds", "inspect", "scan", "system", "run", "hold"}) {
            const auto answer = lockscopectl({QString::fromLatin1(command), QStringLiteral("--help")});
            for (const auto &line : answer.out.split('\n'))
                QVERIFY2(line.size() <= 100, line);
        }
    }

    void wordsThatAreOffEndWithStatusTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        const auto row = [](const char *name, const char *line, const char *named) {
            QTest::newRow(name) << words(line) << QByteArray(named);
        };
        row("nothing at all", "", "command");
        row("unknown command", "frobnicate", "'frobnicate'");
        row("unknown option before the command", "--json inspect", "'--json'");
        row("help for an unknown command", "help frobnicate", "'frobnicate'");
        row("unknown option", "inspect --frobnicate /tmp", "'--frobnicate'");
        row("unknown short option", "inspect -x /tmp", "'-x'");
        row("option of another command", "inspect --timeout 1 /tmp", "--timeout");
        row("flag with a value", "inspect --json=yes /tmp", "--json");
        row("inspect without a path", "inspect", "PATH");
        row("scan without a folder", "scan", "DIR");
        row("kinds with an operand", "kinds zc", "operand");
        row("system with an operand", "system /tmp", "operand");
        row("run without anything", "run", "KIND");
        row("run without a path", "run zc", "KIND and PATH");
        row("run without dashes", "run zc /nowhere/l true", "--");
        row("run without a command", "run zc /nowhere/l --", "COMMAND");
        row("run with an operand too many", "run zc /nowhere/l surplus -- true", "--");
        row("run with an unknown kind", "run frob /nowhere/l -- true", "'frob'");
        row("hold without a path", "hold zc", "PATH");
        row("hold with an operand too many", "hold zc /nowhere/l surplus", "nothing else");
        row("hold with an unknown kind", "hold frob /nowhere/l", "'frob'");
        row("timeout without a value", "hold zc /nowhere/l --timeout", "--timeout");
        row("timeout of words", "hold zc /nowhere/l --timeout soon", "'soon'");
        row("timeout with a unit", "hold zc /nowhere/l --timeout 5s", "'5s'");
        row("timeout not a number", "hold zc /nowhere/l --timeout nan", "'nan'");
        row("timeout infinite", "hold zc /nowhere/l --timeout inf", "'inf'");
        row("timeout negative infinite", "hold zc /nowhere/l --timeout -inf", "'-inf'");
        row("timeout empty", "hold zc /nowhere/l --timeout=", "''");
        row("timeout with an exponent", "hold zc /nowhere/l --timeout 1e3", "'1e3'");
        row("template for fcntl", "hold fcntl /nowhere/l --template x", "template");
        row("template for zc-simple", "hold zc-simple /nowhere/l --template x", "template");
        row("shared for zc", "hold zc /nowhere/l --shared", "shared");
        row("keep for zc", "hold zc /nowhere/l --keep", "keep");
        row("template with an unknown field", "hold zc /nowhere/l --template {user}", "user");
        row("template with a lone brace", "hold zc /nowhere/l --template {", "template");
    }

    void wordsThatAreOffEndWithStatusTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, named);
        const auto answer = lockscopectl(arguments);
        QCOMPARE(answer.status, 2);
        QCOMPARE(answer.out, QByteArray());
        QVERIFY2(answer.err.startsWith("lockscopectl: "), answer.err);
        QVERIFY2(answer.err.contains(named), answer.err);
        QVERIFY2(answer.err.contains("\nUsage: lockscopectl "), answer.err);
    }

    void controlCharactersOfWordsAreShownEscaped()
    {
        const auto answer = lockscopectl({QStringLiteral("\x1b[2Jfrob\nnicate")});
        QCOMPARE(answer.status, 2);
        QVERIFY(!answer.err.contains('\x1b'));
        QVERIFY2(answer.err.contains("\\x1b[2Jfrob\\x0anicate"), answer.err);
    }

    void kindsListsWhatCanBeCreatedAndRecognised()
    {
        const auto answer = lockscopectl({QStringLiteral("kinds"), QStringLiteral("--json")});
        QCOMPARE(answer.status, 0);
        QStringList kinds;
        QStringList formats;
        for (const auto &object : answer.objects()) {
            const auto keys = object.keys();
            QCOMPARE(keys, words("description id system type"));
            QVERIFY(!object[u"description"].toString().isEmpty());
            const auto type = object[u"type"].toString();
            QVERIFY(type == QStringLiteral("kind") || type == QStringLiteral("format"));
            (type == QStringLiteral("kind") ? kinds : formats) += object[u"id"].toString();
        }
        for (const char *id : {"zc", "zc-simple", "fcntl"}) {
            QVERIFY2(kinds.contains(QString::fromLatin1(id)), id);
            QVERIFY2(formats.contains(QString::fromLatin1(id)), id);
        }
        // What other programs may rely on: a format may be added, none may go.
        for (const auto &id :
             words("zc zc-simple link symlink mkdir sqlite pid openlock fcntl flock qlockfile filelock-soft "
                   "filelock-lease filelock-strict filelock-rw portalocker-pid flufl gnupg emacs vim libreoffice "
                   "msoffice firefox chromium mercurial git git-pid git-gc uucp x11 postgresql mongod dnf dpkg pacman "
                   "procmail liblockfile mutt dovecot borg restic terraform proper-lockfile npm vscode cargo gradle "
                   "bazel ccache lucene derby h2 hsqldb leveldb lmdb sqlite-db svn cvs bzr twisted shadow lckpwdf lvm "
                   "fslock java nix"))
            QVERIFY2(formats.contains(id), qPrintable(id));
        const auto human = lockscopectl({QStringLiteral("kinds")});
        QCOMPARE(human.status, 0);
        QVERIFY(human.out.contains("zc-simple"));
    }

    void aFullOutputIsAFailure()
    {
        const auto answer = shell(QStringLiteral("\"$0\" kinds >/dev/full"));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("No space left on device"), answer.err);
    }

    void aClosedOutputIsAFailure()
    {
        const auto answer = shell(QStringLiteral("\"$0\" kinds >&-"));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("standard output"), answer.err);
    }

    void aReaderThatLeavesEndsItQuietly()
    {
        const auto answer = shell(QStringLiteral("\"$0\" help | true; \"$0\" kinds | head -n 1 >/dev/null"));
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.err, QByteArray());
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlWords)
#include "tst_lockscopectlwords.moc"

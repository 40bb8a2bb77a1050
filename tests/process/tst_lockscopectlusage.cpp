// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <lockscope/version.h>

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

/// The command line: help, version, commands, options, and usage errors.
class tst_LockscopectlUsage : public QObject
{
    Q_OBJECT

    static QStringList commandNames()
    {
        QStringList names;
        for (const auto &command : lockscopectl(words("help --json")).objects())
            names += command[u"command"].toString();
        return names;
    }

private Q_SLOTS:
    void versionIsPrinted_data()
    {
        QTest::addColumn<QStringList>("call");
        for (const char *call : {"--version", "-V", "inspect --version", "--json -V", "help -V"})
            QTest::newRow(call) << words(call);
    }

    void versionIsPrinted()
    {
        QFETCH(QStringList, call);
        const auto answer = lockscopectl(call);
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.out, QByteArray("lockscopectl " LOCKSCOPE_VERSION_STR "\n"));
        QCOMPARE(answer.err, QByteArray());
    }

    void commandTableIsPrintedAsJson()
    {
        const auto answer = lockscopectl(words("help --json"));
        QCOMPARE(answer.status, 0);
        for (const auto &command : answer.objects()) {
            QCOMPARE(command.keys(), words("command operands options summary"));
            for (const auto &option : command[u"options"].toArray())
                QCOMPARE(option.toObject().keys(), words("meaning name value valueOptional"));
        }
        QVERIFY(commandNames().contains(QStringLiteral("inspect")));
    }

    void optionsMayPrecedeTheCommand()
    {
        const auto usual = lockscopectl(words("kinds --json"));
        QCOMPARE(usual.status, 0);
        QCOMPARE(lockscopectl(words("--json kinds")).out, usual.out);
        // The value of an option is not mistaken for the command.
        const auto timeout = lockscopectl(words("--timeout 0 run zc /nowhere/l -- true"));
        QCOMPARE(timeout.status, 4);
        QVERIFY2(timeout.err.contains("/nowhere/l"), timeout.err);
    }

    void pathWithoutCommandIsInspected_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("absolute path") << QStringLiteral("cd / && \"$0\" --json \"$1/job\"");
        QTest::newRow("existing name") << QStringLiteral("cd \"$1\" && \"$0\" job --json");
        QTest::newRow("name of a command") << QStringLiteral("cd \"$1\" && \"$0\" --json -- scan");
        QTest::newRow("two names") << QStringLiteral("cd \"$1\" && \"$0\" --json job scan");
        QTest::newRow("standard input") << QStringLiteral("cd \"$1\" && echo job | \"$0\" --json -");
    }

    void pathWithoutCommandIsInspected()
    {
        QFETCH(QString, line);
        const QTemporaryDir dir;
        for (const char *name : {"job", "scan"}) {
            QFile file(dir.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto answer = shell(line, {dir.path()});
        QVERIFY2(answer.status == 0, answer.err);
        QVERIFY(!answer.objects().isEmpty());
        for (const auto &report : answer.objects())
            QVERIFY2(report.contains(u"verdict"), answer.out);
    }

    void absentPathWithoutCommandIsReported()
    {
        const auto answer = lockscopectl(words("/nowhere/job.lock"));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("/nowhere/job.lock"), answer.err);
    }

    void similarWordsAreSuggested_data()
    {
        QTest::addColumn<QStringList>("call");
        QTest::addColumn<QByteArray>("suggestion");
        const auto row = [](const char *line, const char *suggestion) {
            QTest::newRow(line) << words(line) << QByteArray(suggestion);
        };
        row("insp /tmp/x", "unknown command 'insp': did you mean 'inspect'?");
        row("sacn /tmp", "unknown command 'sacn': did you mean 'scan'?");
        row("brake /tmp/x", "unknown command 'brake': did you mean 'break'?");
        row("undoo", "unknown command 'undoo': did you mean 'undo'?");
        row("help sytem", "unknown command 'sytem': did you mean 'system'?");
        row("inspect --jsn /tmp/x", "unknown option '--jsn': did you mean '--json'?");
        row("inspect --check=held /tmp/x", "option --check takes no value");
        row("scan --state stal /tmp", "invalid value 'stal' for --state: did you mean 'stale'?");
        row("scan --state held,gone /tmp", "invalid value 'gone' for --state: use held, stale, free, unknown or");
        row("scan --format lnik /tmp", "invalid value 'lnik' for --format: did you mean 'link'?");
        row("scan --format frobnicate /tmp", "invalid value 'frobnicate' for --format: 'lockscopectl kinds' lists");
        row("scan --sort size /tmp", "invalid value 'size' for --sort: use age, path or state");
        row("frobnicate", "unknown command 'frobnicate', and no file of that name exists");
    }

    void similarWordsAreSuggested()
    {
        QFETCH(QStringList, call);
        QFETCH(QByteArray, suggestion);
        const auto answer = lockscopectl(call);
        QCOMPARE(answer.status, 2);
        QCOMPARE(answer.out, QByteArray());
        QVERIFY2(answer.err.contains(suggestion), answer.err);
    }

    void everyCommandHasHelp_data()
    {
        QTest::addColumn<QString>("command");
        for (const auto &command : commandNames())
            QTest::newRow(qPrintable(command)) << command;
    }

    void everyCommandHasHelp()
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
        const auto names = commandNames() << QStringLiteral("help");
        for (const auto &command : names) {
            const auto answer = lockscopectl({command, QStringLiteral("--help")});
            for (const auto &line : answer.out.split('\n'))
                QVERIFY2(line.size() <= 100, line);
        }
    }

    void invalidArgumentsExitWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("named");
        const auto row = [](const char *name, const char *line, const char *named) {
            QTest::newRow(name) << words(line) << QByteArray(named);
        };
        row("nothing at all", "", "missing COMMAND or PATH");
        row("options alone", "--json", "missing COMMAND or PATH");
        row("mistyped option alone", "--jsn", "unknown option '--jsn': did you mean '--json'?");
        row("unknown command", "frobnicate", "'frobnicate'");
        row("unknown option before the command", "--frobnicate inspect /tmp", "'--frobnicate'");
        row("unknown option alone", "--frobnicate", "'--frobnicate'");
        row("inspect with a leading option and no path", "--json inspect", "PATH");
        row("help for an unknown command", "help frobnicate", "'frobnicate'");
        row("unknown option", "inspect --frobnicate /tmp", "'--frobnicate'");
        row("unknown short option", "inspect -x /tmp", "'-x'");
        row("option of another command", "inspect --timeout 1 /tmp", "--timeout");
        row("flag with a value", "inspect --json=yes /tmp", "--json");
        row("inspect without a path", "inspect", "PATH");
        row("scan without a directory", "scan", "DIR");
        row("kinds with an operand", "kinds zc", "operand");
        row("system with an invalid PID", "system --pid 0", "invalid PID '0'");
        row("who without a path", "who", "PATH");
        row("run without anything", "run", "KIND");
        row("run without a path", "run zc", "KIND and PATH");
        row("run without dashes", "run zc /nowhere/l true", "--");
        row("run without a command", "run zc /nowhere/l --", "COMMAND");
        row("run with an operand too many", "run zc /nowhere/l surplus -- true", "--");
        row("run with an unknown kind", "run frob /nowhere/l -- true", "'frob'");
        row("hold without a path", "hold zc", "PATH");
        row("hold with an operand too many", "hold zc /nowhere/l surplus", "too many operands");
        row("hold with an unknown kind", "hold frob /nowhere/l", "'frob'");
        row("timeout without a value", "hold zc /nowhere/l --timeout", "--timeout");
        row("timeout of words", "hold zc /nowhere/l --timeout soon", "'soon'");
        row("timeout with a unit", "hold zc /nowhere/l --timeout 5s", "'5s'");
        row("timeout not a number", "hold zc /nowhere/l --timeout nan", "'nan'");
        row("timeout infinite", "hold zc /nowhere/l --timeout inf", "'inf'");
        row("timeout negative infinite", "hold zc /nowhere/l --timeout -inf", "'-inf'");
        row("timeout empty", "hold zc /nowhere/l --timeout=", "''");
        row("timeout negative", "hold zc /nowhere/l --timeout -1", "'-1'");
        row("timeout slightly negative", "wait --timeout=-0.5 /nowhere/l", "'-0.5'");
        row("timeout with an exponent", "hold zc /nowhere/l --timeout 1e3", "'1e3'");
        row("template for fcntl", "hold fcntl /nowhere/l --template x", "template");
        row("template for zc-simple", "hold zc-simple /nowhere/l --template x", "template");
        row("shared for zc", "hold zc /nowhere/l --shared", "shared");
        row("keep for zc", "hold zc /nowhere/l --keep", "keep");
        row("template with an unknown field", "hold zc /nowhere/l --template {user}", "user");
        row("template with a lone brace", "hold zc /nowhere/l --template {", "template");
    }

    void invalidArgumentsExitWithTwo()
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

    void emptyPathIsAUsageError()
    {
        for (const char *call : {"", "--check", "inspect", "inspect --check", "scan", "system", "who", "run zc",
                                 "hold zc", "wait", "watch", "break", "undo", "history", "orphans", "signal TERM"}) {
            const auto answer =
                lockscopectl(words(call) << QString() << words(QByteArray(call) == "run zc" ? "-- true" : ""));
            QCOMPARE(answer.status, 2);
            QVERIFY2(answer.err.contains("is empty"), answer.err);
        }
    }

    void controlCharactersInArgumentsAreEscaped()
    {
        // No command has such a name, so it is a path.
        const auto answer = lockscopectl({QStringLiteral("\x1b[2Jfrob\nnicate")});
        QCOMPARE(answer.status, 4);
        QVERIFY(!answer.err.contains('\x1b'));
        QVERIFY2(answer.err.contains("\\x1b[2Jfrob\\x0anicate"), answer.err);
    }

    void kindsListsKindsAndFormats()
    {
        const auto answer = lockscopectl({QStringLiteral("kinds"), QStringLiteral("--json")});
        QCOMPARE(answer.status, 0);
        QStringList kinds;
        QStringList formats;
        for (const auto &object : answer.objects()) {
            const auto keys = object.keys();
            QCOMPARE(keys, words("caution description id system type"));
            QVERIFY(!object[u"description"].toString().isEmpty());
            const auto type = object[u"type"].toString();
            QVERIFY(type == QStringLiteral("kind") || type == QStringLiteral("format"));
            (type == QStringLiteral("kind") ? kinds : formats) += object[u"id"].toString();
        }
        for (const char *id : {"zc", "zc-simple", "fcntl"}) {
            QVERIFY2(kinds.contains(QString::fromLatin1(id)), id);
            QVERIFY2(formats.contains(QString::fromLatin1(id)), id);
        }
        // Other programs rely on these: formats may be added, but not removed.
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

    void fullOutputDeviceFails()
    {
        const auto answer = shell(QStringLiteral("\"$0\" kinds >/dev/full"));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("No space left on device"), answer.err);
    }

    void closedOutputFails()
    {
        const auto answer = shell(QStringLiteral("\"$0\" kinds >&-"));
        QCOMPARE(answer.status, 4);
        QVERIFY2(answer.err.contains("standard output"), answer.err);
    }

    void closedPipeExitsQuietly()
    {
        const auto answer = shell(QStringLiteral("\"$0\" help | true; \"$0\" kinds | head -n 1 >/dev/null"));
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.err, QByteArray());
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlUsage)
#include "tst_lockscopectlusage.moc"

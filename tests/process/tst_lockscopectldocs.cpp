// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

/// The manual page and the shell completions describe exactly the existing commands and options.
class tst_LockscopectlDocs : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QList<QJsonObject> m_table;

    static QString resource(const char *name)
    {
        return QDir(QStringLiteral(LOCKSCOPE_RESOURCES)).filePath(QString::fromLatin1(name));
    }
    QSet<QString> optionNames() const
    {
        QSet<QString> names{QStringLiteral("--help"), QStringLiteral("--version")};
        for (const auto &command : m_table) {
            for (const auto &option : command[u"options"].toArray())
                names += option.toObject()[u"name"].toString();
        }
        return names;
    }
    /// The completions that bash offers after these words.
    QStringList completions(const QStringList &typed) const
    {
        const auto script =
            QStringLiteral("cd \"$1\"; PATH=$2:$PATH; . \"$3\"; shift 3; COMP_WORDS=(lockscopectl \"$@\"); "
                           "COMP_CWORD=$#; _lockscopectl lockscopectl '' '' 2>/dev/null; "
                           "printf '%s\\n' \"${COMPREPLY[@]}\"");
        const auto answer = callProgram(
            QStringLiteral("bash"),
            QStringList{QStringLiteral("--norc"), QStringLiteral("-c"), script, QStringLiteral("bash"), m_dir.path(),
                        QFileInfo(lockscopectlProgram()).path(), resource("completions/lockscopectl.bash")}
                << typed);
        return QString::fromUtf8(answer.out).split(u'\n', Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_table = lockscopectl(words("help --json")).objects();
        QVERIFY(m_table.size() > 10);
        QVERIFY(m_dir.isValid() && QDir(m_dir.path()).mkdir(QStringLiteral("folder")));
        QFile file(m_dir.filePath(QStringLiteral("job.lock")));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    void manualPageDescribesEveryCommandAndOption()
    {
        QFile file(resource("man/lockscopectl.1"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto page = QString::fromUtf8(file.readAll());
        page.replace(QStringLiteral("\\-"), QStringLiteral("-"));
        for (const auto &command : m_table) {
            const auto name = command[u"command"].toString();
            const QRegularExpression entry(QStringLiteral("\\.TP\\n\\.BR? %1\\b").arg(name));
            QVERIFY2(page.contains(entry), qPrintable(QStringLiteral("no entry for the command ") + name));
        }
        for (const auto &option : optionNames()) {
            const QRegularExpression entry(
                QStringLiteral("\\.TP\\n\\.[BIR]+ [^\\n]*(?<![\\w-])%1(?![\\w-])").arg(option));
            QVERIFY2(page.contains(entry), qPrintable(QStringLiteral("no entry for the option ") + option));
        }
        static const QRegularExpression anyOption(QStringLiteral("(?<![\\w-])--[a-z][a-z-]+"));
        for (auto found = anyOption.globalMatch(page); found.hasNext();) {
            const auto option = found.next().captured();
            QVERIFY2(optionNames().contains(option), qPrintable(option + QStringLiteral(" is no option")));
        }
    }

    void manualPagesAreWellFormed()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("groff")).isEmpty())
            QSKIP("needs groff(1)");
        for (const char *page : {"man/lockscopectl.1", "man/lockscope.1", "man/lockscope-formats.5"}) {
            const auto answer =
                callProgram(QStringLiteral("groff"), {QStringLiteral("-man"), QStringLiteral("-ww"),
                                                      QStringLiteral("-z"), QStringLiteral("-Tutf8"), resource(page)});
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.err, QByteArray());
        }
    }

    void completionsAreUpToDate()
    {
        const auto answer =
            callProgram(QStringLiteral("python3"), {QStringLiteral("-B"), resource("completions/generate.py"),
                                                    QStringLiteral("--check"), lockscopectlProgram()});
        QCOMPARE(QByteArray(answer.out + answer.err), QByteArray());
        QCOMPARE(answer.status, 0);
    }

    void bashCompletions_data()
    {
        QTest::addColumn<QStringList>("typed");
        QTest::addColumn<QStringList>("offered");
        const auto row = [](const char *typed, const char *offered) {
            // The last word, which may be empty, is at the cursor.
            QTest::newRow(typed) << QString::fromLatin1(typed).split(u' ') << words(offered);
        };
        row("ins", "inspect");
        row("job", "job.lock");
        row("hel", "help");
        row("help ins", "inspect");
        row("inspect j", "job.lock");
        row("inspect --ch", "--check");
        row("inspect --chx", "");
        row("scan ", "folder");
        row("scan --sta", "--state");
        row("scan --state s", "stale");
        row("scan --sort ", "age path state");
        row("scan --format lin", "link");
        row("run zc-", "zc-simple");
        row("run zc j", "job.lock");
        row("run zc job.lock -- tru", "true truncate");
        row("run zc job.lock -- cat j", "job.lock");
        row("hold --timeout ", "");
        row("hold --timeout 5 openl", "openlock");
        row("signal TER", "TERM");
        row("signal TERM j", "job.lock");
        row("--json ins", "inspect");
        row("kinds ", "");
    }

    void bashCompletions()
    {
        QFETCH(QStringList, typed);
        QFETCH(QStringList, offered);
        auto found = completions(typed);
        for (const auto &word : offered)
            QVERIFY2(found.contains(word), qPrintable(found.join(u' ')));
        // The available commands depend on the machine.
        if (!typed.contains(QStringLiteral("--")))
            QCOMPARE(found.size(), offered.size());
    }

    void bashOffersEveryCommandAndOption()
    {
        const auto first = completions({QString()});
        for (const auto &command : m_table) {
            const auto name = command[u"command"].toString();
            QVERIFY2(first.contains(name), qPrintable(name));
            const auto offered = completions({name, QStringLiteral("-")});
            for (const auto &option : command[u"options"].toArray()) {
                const auto optionName = option.toObject()[u"name"].toString();
                QVERIFY2(offered.contains(optionName), qPrintable(name + QStringLiteral(" ") + optionName));
            }
        }
    }

    /// With the Tab key, at a prompt.
    void tabCompletesInATerminal()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("script")).isEmpty())
            QSKIP("needs script(1)");
        QProcess terminal;
        terminal.setWorkingDirectory(m_dir.path());
        terminal.start(QStringLiteral("script"), {QStringLiteral("-qec"), QStringLiteral("bash --norc --noprofile -i"),
                                                  QStringLiteral("/dev/null")});
        QVERIFY(terminal.waitForStarted());
        terminal.write(QStringLiteral("PATH=%1:$PATH; . '%2'\n")
                           .arg(QFileInfo(lockscopectlProgram()).path(), resource("completions/lockscopectl.bash"))
                           .toUtf8());
        terminal.write("lockscopectl insp\t--js\tjo\t\nexit\n");
        QVERIFY(terminal.waitForFinished());
        const auto text = terminal.readAll();
        QVERIFY2(text.contains("{\"path\":\"job.lock\""), text);
    }

    void fishCompletions()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("fish")).isEmpty())
            QSKIP("needs fish");
        const auto script =
            QStringLiteral("set -x PATH %1 $PATH; source '%2'; complete -C 'lockscopectl ins'; "
                           "complete -C 'lockscopectl scan --state st'; "
                           "complete -C 'lockscopectl run zc-'")
                .arg(QFileInfo(lockscopectlProgram()).path(), resource("completions/lockscopectl.fish"));
        const auto answer = callProgram(QStringLiteral("fish"), {QStringLiteral("-N"), QStringLiteral("-c"), script});
        QStringList offered;
        for (const auto &line : answer.out.trimmed().split('\n'))
            offered += QString::fromUtf8(line.split('\t').first());
        QCOMPARE(offered, words("inspect stale zc-simple"));
    }

    void completionsHaveValidSyntax_data()
    {
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("file");
        QTest::newRow("bash") << QStringLiteral("bash") << resource("completions/lockscopectl.bash");
        QTest::newRow("zsh") << QStringLiteral("zsh") << resource("completions/_lockscopectl");
        QTest::newRow("fish") << QStringLiteral("fish") << resource("completions/lockscopectl.fish");
    }

    void completionsHaveValidSyntax()
    {
        QFETCH(QString, shell);
        QFETCH(QString, file);
        if (QStandardPaths::findExecutable(shell).isEmpty())
            QSKIP(qPrintable(QStringLiteral("needs ") + shell));
        const auto answer = callProgram(shell, {QStringLiteral("-n"), file});
        QVERIFY2(answer.status == 0, answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlDocs)
#include "tst_lockscopectldocs.moc"

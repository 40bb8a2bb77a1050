// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockscopectlcall.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto Entry = R"([[format]]
id = "acme-batch"
title = "ACME batch lock"
names = ["batch.run"]
content = '''^acme {pid}\n$'''
[[format.sample]]
path = "batch.run"
text = "acme 4242\n"
pid = 4242
)";

/// The examples of the manual page, one after the other.
QByteArray manualPageExamples()
{
    QFile page(QStringLiteral(LOCKSCOPE_RESOURCES "/man/lockscope-formats.5"));
    if (!page.open(QIODevice::ReadOnly))
        return {};
    QByteArray examples;
    auto text = page.readAll();
    for (auto begin = text.indexOf(".EX\n"); begin >= 0; begin = text.indexOf(".EX\n", begin + 1))
        examples += text.mid(begin + 4, text.indexOf(".EE\n", begin) - begin - 4);
    return examples.replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\");
}

} // namespace

/// Formats that a user writes are checked, explained, and recognised like built-in formats.
class tst_LockscopectlFormats : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString write(const QString &name, const QByteArray &content)
    {
        const auto path = m_dir.filePath(name);
        QDir().mkpath(path.left(path.lastIndexOf(u'/')));
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path : QString();
    }

private Q_SLOTS:
    void listsFormatsOfLibraryAndUser()
    {
        write(u"list/acme.toml"_s, Entry);
        const auto answer = lockscopectl({u"formats"_s, u"--json"_s, u"--formats"_s, m_dir.filePath(u"list"_s)});
        QCOMPARE(answer.status, 0);
        const auto all = answer.objects();
        QVERIFY(all.size() > 160);
        QCOMPARE(all.front()[u"id"].toString(), u"acme-batch"_s);
        QCOMPARE(all.front()[u"source"].toString(), m_dir.filePath(u"list/acme.toml"_s));
    }

    void printsOneFormatWithItsSamples()
    {
        const auto answer = lockscopectl({u"formats"_s, u"rtorrent"_s});
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.out.contains("rtorrent session lock") && answer.out.contains("box:+4242"), answer.out);
        QCOMPARE(lockscopectl({u"formats"_s, u"no-such"_s}).status, 4);
    }

    void missingPathsAreReported()
    {
        const auto explained = lockscopectl({u"formats"_s, u"--explain"_s, m_dir.filePath(u"none"_s)});
        QCOMPARE(explained.status, 4);
        QVERIFY2(explained.err.contains("There is no such file"), explained.err);
        const auto lock = write(u"app.lock"_s, "");
        const auto inspected = lockscopectl({u"inspect"_s, u"--formats"_s, m_dir.filePath(u"none"_s), lock});
        QVERIFY2(inspected.err.contains("no such directory"), inspected.err);
    }

    /// With sudo, HOME may still be that of another user.
    void formatsOfAnotherUserAreNotUsed()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, to give a directory to another user");
        write(u"config/lockscope/formats.d/acme.toml"_s, Entry);
        const auto directory = m_dir.filePath(u"config/lockscope/formats.d"_s);
        const auto ids = [&] {
            return callProgram(u"env"_s, {u"XDG_CONFIG_HOME="_s + m_dir.filePath(u"config"_s), lockscopectlProgram(),
                                          u"formats"_s})
                .out;
        };
        QVERIFY(ids().contains("acme-batch"));
        QCOMPARE(::chown(QFile::encodeName(directory).constData(), 65534, 65534), 0);
        QVERIFY(!ids().contains("acme-batch"));
    }

    void manualPageExamplesAreValid()
    {
        const auto examples = manualPageExamples();
        QCOMPARE(examples.count("[[format]]"), 3);
        const auto answer = lockscopectl({u"formats"_s, u"--check"_s, write(u"examples.toml"_s, examples)});
        QCOMPARE(answer.out, ""_ba);
        QCOMPARE(answer.status, 0);
    }

    void checkReportsFileAndLine()
    {
        const auto wrong = QByteArray(Entry).replace("pid = 4242", "pid = 4243");
        const auto path = write(u"wrong.toml"_s, wrong);
        const auto answer = lockscopectl({u"formats"_s, u"--check"_s, path});
        QCOMPARE(answer.status, 4);
        QCOMPARE(answer.out, path.toUtf8() + ":6: pid is \"4242\", not \"4243\"\n");
        const auto pattern = write(u"pattern.toml"_s, QByteArray(Entry).replace("^acme", "(acme"));
        QVERIFY(lockscopectl({u"formats"_s, u"--check"_s, pattern}).out.contains("missing )"));
    }

    void brokenFileIsSkippedAndReported()
    {
        write(u"mixed/acme.toml"_s, Entry);
        const auto broken = write(u"mixed/broken.toml"_s, "[[format]]\nid = \n");
        const auto answer = lockscopectl({u"formats"_s, u"acme-batch"_s, u"--formats"_s, m_dir.filePath(u"mixed"_s)});
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.err.contains(QByteArray(broken.toUtf8() + ":2: ")), answer.err);
    }

    void invalidPatternIsReportedWhenItIsNeeded()
    {
        const auto file = write(u"invalid/acme.toml"_s, QByteArray(Entry).replace("^acme", "(acme"));
        const QStringList option{u"--formats"_s, m_dir.filePath(u"invalid"_s), u"--json"_s};
        const auto lock = write(u"first/batch.run"_s, "acme 4242\n");
        const auto second = write(u"second/batch.run"_s, "acme 4243\n");
        const auto inspected = lockscopectl(QStringList{u"inspect"_s, lock, second} + option);
        QCOMPARE(inspected.objects().size(), 2);
        QCOMPARE(inspected.err.count("missing )"), 1);
        QVERIFY2(inspected.err.contains(QByteArray(file.toUtf8() + ":1: pattern (acme")), inspected.err);
        QCOMPARE(lockscopectl(QStringList{u"scan"_s, m_dir.filePath(u"first"_s)} + option).err.count("missing )"), 1);
        const auto other = write(u"other/app.lock"_s, "acme 4242\n");
        QCOMPARE(lockscopectl(QStringList{u"inspect"_s, other} + option).err, QByteArray());
    }

    void userFormatIsInspectedAndScanned()
    {
        write(u"formats/acme.toml"_s, Entry);
        const auto lock = write(u"spool/batch.run"_s, "acme " + QByteArray::number(getpid()) + '\n');
        const QStringList option{u"--formats"_s, m_dir.filePath(u"formats"_s), u"--json"_s};
        const auto inspected = lockscopectl(QStringList{u"inspect"_s, lock} + option).object();
        QCOMPARE(inspected[u"format"].toString(), u"acme-batch"_s);
        QCOMPARE(inspected[u"verdict"].toString(), u"held"_s);
        const auto scan = QStringList{u"scan"_s, m_dir.filePath(u"spool"_s)};
        QCOMPARE(lockscopectl(scan + option + QStringList{u"--format"_s, u"acme-batch"_s}).objects().size(), 1);
        QCOMPARE(lockscopectl(scan + QStringList{u"--json"_s}).objects().size(), 0);
    }

    void explainsMatchesAndMismatches()
    {
        const auto lock = write(u"session/rtorrent.lock"_s, "box 4242\n");
        const auto answer = lockscopectl({u"formats"_s, u"--explain"_s, lock, u"--json"_s});
        QCOMPARE(answer.status, 0);
        const auto candidates = answer.objects();
        QVERIFY(!candidates.isEmpty());
        QCOMPARE(candidates.front()[u"id"].toString(), u"rtorrent"_s);
        const auto git = std::find_if(candidates.begin(), candidates.end(),
                                      [](const QJsonObject &candidate) { return candidate[u"id"] == u"dovecot"_s; });
        QVERIFY(git != candidates.end() && !(*git)[u"matches"].toBool());
        QVERIFY(!(*git)[u"reason"].toString().isEmpty());
    }

    void usageErrors()
    {
        QCOMPARE(lockscopectl({u"formats"_s, u"--check"_s}).status, 2);
        QCOMPARE(lockscopectl({u"formats"_s, u"--explain"_s}).status, 2);
        QCOMPARE(lockscopectl({u"formats"_s, u"a"_s, u"b"_s}).status, 2);
    }
};

QTEST_GUILESS_MAIN(tst_LockscopectlFormats)
#include "tst_lockscopectlformats.moc"

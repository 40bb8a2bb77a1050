// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/documententry.h"

#include <QTest>

using namespace Lockscope;

/// The text of LibreOffice's lock file of a document.
class tst_DocumentEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entryIsEscapedAsInLibreOffice_data();
    void entryIsEscapedAsInLibreOffice();
    void invalidEntryIsNotParsed_data();
    void invalidEntryIsNotParsed();
    void programNameIsEncodedInUri();
};

void tst_DocumentEntry::entryIsEscapedAsInLibreOffice_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("plain") << QByteArray("Jane Doe") << QByteArray("Jane Doe");
    QTest::newRow("comma") << QByteArray("Doe, Jane") << QByteArray("Doe\\, Jane");
    QTest::newRow("backslash") << QByteArray("D\\J") << QByteArray("D\\\\J");
    QTest::newRow("semicolon") << QByteArray("Doe; Jane") << QByteArray("Doe\\; Jane");
    QTest::newRow("backslash before comma") << QByteArray("D\\,J") << QByteArray("D\\\\\\,J");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("UTF-8") << QByteArray("J\xc3\xa4ne") << QByteArray("J\xc3\xa4ne");
}

void tst_DocumentEntry::entryIsEscapedAsInLibreOffice()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, escaped);
    const DocumentEntry entry{name.toStdString(), "jane", "vm", "30.11.2026 21:49", "file:///home/jane/4"};
    const auto text = entry.text();
    QCOMPARE(text, escaped.toStdString() + ",jane,vm,30.11.2026 21:49,file:///home/jane/4;");
    const auto parsed = DocumentEntry::parse(text);
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->fullName, name.toStdString());
    QCOMPARE(parsed->profile, entry.profile);
    QVERIFY(!parsed->program());
}

void tst_DocumentEntry::invalidEntryIsNotParsed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray("Jane,jane,vm,30.11.2026");
    QTest::newRow("no semicolon") << QByteArray("a,b,c,d,e");
    QTest::newRow("backslash at the end") << QByteArray("a,b,c,d,e\\");
    QTest::newRow("escaped semicolon at the end") << QByteArray("a,b,c,d,e\\;");
    QTest::newRow("four fields") << QByteArray("a,b,c,d;");
    QTest::newRow("six fields") << QByteArray("a,b,c,d,e,f;");
    QTest::newRow("text after the semicolon") << QByteArray("a,b,c,d,e;f");
}

void tst_DocumentEntry::invalidEntryIsNotParsed()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!DocumentEntry::parse(text.toStdString()));
}

void tst_DocumentEntry::programNameIsEncodedInUri()
{
    const std::string boot = "54f649c9-f369-4b78-bd4d-ef8fa2c6733b";
    const auto uri = DocumentEntry::programUri({"My/Editor, 2;~", 4242}, boot);
    QCOMPARE(uri, "lockscope:My%2FEditor%2C%202%3B%7E/4242?boot=" + boot);
    const auto program = DocumentEntry{{}, {}, {}, {}, uri}.program();
    QVERIFY(program.has_value());
    QCOMPARE(program->name, std::string("My/Editor, 2;~"));
    QCOMPARE(program->pid, std::int64_t{4242});
    for (const char *const other : {"lockscope:", "lockscope:a/4?", "lockscope:a/x?boot=1", "lockscope:a?boot=/4", ""})
        QVERIFY2(!(DocumentEntry{{}, {}, {}, {}, other}.program()), other);
}

QTEST_APPLESS_MAIN(tst_DocumentEntry)
#include "tst_documententry.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/claim.h>
#include <lockscope/displaytext.h>

#include <QTest>

using namespace Lockscope;

class tst_DisplayText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesHarmfulCharacters_data();
    void escapesHarmfulCharacters();
    void isTruncatedAtLimit();
    void acceptsEveryByte();
    void acceptsPaths();
    void claimsAreShort_data();
    void claimsAreShort();
    void claimsAreEscaped();
};

void tst_DisplayText::escapesHarmfulCharacters_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const char *text) {
        QTest::newRow(name) << bytes << QString::fromUtf8(text);
    };
    row("empty", "", "");
    row("letters", "/srv/app.lock", "/srv/app.lock");
    row("backslash", "a\\b", "a\\b");
    row("letters of many scripts", "größe 鎖 🔒", "größe 鎖 🔒");
    row("NUL", QByteArray("a\0b", 3), "a\\x00b");
    row("line break", "a\nb\r", "a\\x0ab\\x0d");
    row("terminal escape", "\x1b[2Jx", "\\x1b[2Jx");
    row("delete", "\x7f", "\\x7f");
    row("one-byte control sequence", "\xc2\x9b", "\\x9b");
    row("soft hyphen", "\xc2\xad", "\\xad");
    row("right-to-left override", "a\u202egnp.exe", "a\\u202egnp.exe");
    row("isolate", "\u2066x\u2069", "\\u2066x\\u2069");
    row("zero width", "a\u200bb\ufeff", "a\\u200bb\\ufeff");
    row("line separator", "\u2028\u2029", "\\u2028\\u2029");
    row("private use", "\ue000", "\\ue000");
    row("tag characters", "\U000e0041", "\\U000e0041");
    row("unassigned", "\uffff", "\\uffff");
    row("bare continuation", "\x80", "\\x80");
    row("truncated sequence", "\xe2\x82", "\\xe2\\x82");
    row("sequence interrupted by a letter", "\xe2\x82z", "\\xe2\\x82z");
    row("overlong slash", "\xc0\xaf", "\\xc0\\xaf");
    row("overlong in three", "\xe0\x80\xaf", "\\xe0\\x80\\xaf");
    row("overlong in four", "\xf0\x80\x80\xaf", "\\xf0\\x80\\x80\\xaf");
    row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
    row("beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    row("never in UTF-8", "\xff\xfe", "\\xff\\xfe");
}

void tst_DisplayText::escapesHarmfulCharacters()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, text);
    QCOMPARE(displayText(bytes.toStdString()), text);
}

void tst_DisplayText::isTruncatedAtLimit()
{
    QCOMPARE(displayText("abc", 3), QStringLiteral("abc"));
    QCOMPARE(displayText("abcd", 3), QStringLiteral("abc…"));
    QCOMPARE(displayText("🔒🔒🔒", 2), QStringLiteral("🔒🔒…"));
    QCOMPARE(displayText("\n\n", 1), QStringLiteral("\\x0a…"));
    QCOMPARE(displayText("a", 0), QStringLiteral("…"));
}

void tst_DisplayText::acceptsEveryByte()
{
    for (int lead = 0; lead < 256; ++lead) {
        for (int next = 0; next < 256; ++next) {
            const std::string bytes = {static_cast<char>(lead), static_cast<char>(next)};
            const auto text = displayText(bytes);
            QVERIFY(!text.isEmpty());
            for (const auto character : text)
                QVERIFY(character.isPrint());
        }
    }
}

void tst_DisplayText::acceptsPaths()
{
    QCOMPARE(displayText(std::filesystem::path("/tmp/\xff\n")), QStringLiteral("/tmp/\\xff\\x0a"));
}

void tst_DisplayText::claimsAreShort_data()
{
    QTest::addColumn<Claim>("claim");
    QTest::addColumn<QString>("text");
    Claim host;
    host.hostname = "box";
    Claim hostAndPid = Claim::ofPid(4242);
    hostAndPid.hostname = "box";
    Claim full = hostAndPid;
    full.name = "zope";
    Claim ambiguous;
    ambiguous.pids = {42, 423};
    QTest::newRow("empty claim") << Claim() << QString();
    QTest::newRow("pid") << Claim::ofPid(4242) << QStringLiteral("4242");
    QTest::newRow("host") << host << QStringLiteral("on box");
    QTest::newRow("pid and host") << hostAndPid << QStringLiteral("4242 on box");
    QTest::newRow("pid, name and host") << full << QStringLiteral("4242 zope on box");
    QTest::newRow("several PIDs") << ambiguous << QStringLiteral("42 or 423");
}

void tst_DisplayText::claimsAreShort()
{
    QFETCH(const Claim, claim);
    QFETCH(const QString, text);
    QCOMPARE(claim.text(), text);
    QCOMPARE(claim.isEmpty(), text.isEmpty());
    QCOMPARE(claim.pidOrZero() != 0, claim.pid.has_value());
}

void tst_DisplayText::claimsAreEscaped()
{
    Claim claim;
    claim.hostname = "\x1b]0;evil\a" + std::string(1000, 'x');
    QVERIFY(claim.text().startsWith(u"on \\x1b]0;evil\\x07xx"));
    QVERIFY(claim.text().size() < 120);
}

QTEST_GUILESS_MAIN(tst_DisplayText)
#include "tst_displaytext.moc"

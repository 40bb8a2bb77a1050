// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/contenttemplate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Lockscope;

namespace {

const QString Python = QStringLiteral("/usr/bin/python3");

/// Fills each template of a JSON list as zc.lockfile does; null stands for those that Python rejects.
const QString FillAll = QStringLiteral(R"(
import json, socket, sys
import zc.lockfile
socket.gethostname = lambda: 'box'
def fill(template):
    try:
        return template.format(pid=4242, hostname=zc.lockfile.LazyHostName())
    except Exception:
        return None
json.dump([fill(template) for template in json.load(sys.stdin)], sys.stdout)
)");

const ContentValues Values = {4242, "box"};

struct Row
{
    const char *contentTemplate;
    const char *content; ///< as Python fills it; null: Python rejects it
};

constexpr Row SameAsPython[] = {
    {"", ""},
    {"{pid}", "4242"},
    {"{hostname}", "box"},
    {"{pid};{hostname}", "4242;box"},
    {"no field", "no field"},
    {"line\nbreak {pid}", "line\nbreak 4242"},
    {"größe {pid}", "größe 4242"},
    {"{{}}", "{}"},
    {"{{{pid}}}", "{4242}"},
    {"{{pid}}", "{pid}"},
    {"{pid:}", "4242"},
    {"{hostname:}", "box"},
    {"{pid:}}}", "4242}"},
    {"{pid!s}", "4242"},
    {"{hostname!s}", "box"},
    {"{pid!s:}", "4242"},
    // Numbers.
    {"{pid:10}", "      4242"},
    {"{pid:2}", "4242"},
    {"{pid:<10}|", "4242      |"},
    {"{pid:>10}", "      4242"},
    {"{pid:^10}|", "   4242   |"},
    {"{pid:^9}|", "  4242   |"},
    {"{pid:=10}", "      4242"},
    {"{pid:*>10}", "******4242"},
    {"{pid:*<10}", "4242******"},
    {"{pid:>>10}", ">>>>>>4242"},
    {"{pid:!>6}", "!!4242"},
    {"{pid::>6}", "::4242"},
    {"{pid:010}", "0000004242"},
    {"{pid:<010}", "4242000000"},
    {"{pid:*<010}", "4242******"},
    {"{pid:0=10}", "0000004242"},
    {"{pid:+}", "+4242"},
    {"{pid:-}", "4242"},
    {"{pid: }", " 4242"},
    {"{pid:+010}", "+000004242"},
    {"{pid:*=+10}", "+*****4242"},
    {"{pid:d}", "4242"},
    {"{pid:n}", "4242"},
    {"{pid:b}", "1000010010010"},
    {"{pid:o}", "10222"},
    {"{pid:x}", "1092"},
    {"{pid:X}", "1092"},
    {"{pid:#}", "4242"},
    {"{pid:#d}", "4242"},
    {"{pid:#x}", "0x1092"},
    {"{pid:#X}", "0X1092"},
    {"{pid:#b}", "0b1000010010010"},
    {"{pid:#o}", "0o10222"},
    {"{pid:#010x}", "0x00001092"},
    {"{pid:#10x}", "    0x1092"},
    {"{pid:+#010x}", "+0x0001092"},
    {"{pid:0}", "4242"},
    // Strings.
    {"{pid!s:10}|", "4242      |"},
    {"{pid!s:>10}", "      4242"},
    {"{hostname!s:>10}", "       box"},
    {"{hostname!s:*^10}", "***box****"},
    {"{hostname!s:010}", "box0000000"},
    {"{hostname!s:>010}", "0000000box"},
    {"{hostname!s:s}", "box"},
    {"{hostname!s:5s}|", "box  |"},
    // Rejected.
    {"{", nullptr},
    {"}", nullptr},
    {"{}", nullptr},
    {"{0}", nullptr},
    {"{pid", nullptr},
    {"pid}", nullptr},
    {"{{pid}", nullptr},
    {"{pid}}", nullptr},
    {"{pid }", nullptr},
    {"{ pid}", nullptr},
    {"{PID}", nullptr},
    {"{user}", nullptr},
    {"{:5}", nullptr},
    {"{!s}", nullptr},
    {"{pid[0]}", nullptr},
    {"{pid.nothing}", nullptr},
    {"{pid!}", nullptr},
    {"{pid!x}", nullptr},
    {"{pid!s }", nullptr},
    {"{pid!ss}", nullptr},
    {"{pid:s}", nullptr},
    {"{pid:5s}", nullptr},
    {"{pid:dd}", nullptr},
    {"{pid:y}", nullptr},
    {"{pid:.3}", nullptr},
    {"{pid:.3d}", nullptr},
    {"{pid:*5}", nullptr},
    {"{pid:*010}", nullptr},
    {"{pid:+ }", nullptr},
    {"{pid:5+}", nullptr},
    {"{pid:!s}", nullptr},
    {"{pid:x:y}", nullptr},
    {"{pid: 5 }", nullptr},
    {"{pid:99999999999999999999}", nullptr},
    {"{hostname:10}", nullptr},
    {"{hostname:s}", nullptr},
    {"{hostname!s:d}", nullptr},
    {"{hostname!s:=10}", nullptr},
    {"{hostname!s:+10}", nullptr},
    {"{hostname!s:-10}", nullptr},
    {"{hostname!s: 10}", nullptr},
    {"{hostname!s:#10}", nullptr},
};

/// Templates that Python fills and this library rejects, because nobody uses them in a lock file.
constexpr Row RefusedHereAlone[] = {
    {"{pid.real}", "4242"},        // attributes
    {"{pid!r}", "4242"},           // developers' forms
    {"{pid!a}", "4242"},           //
    {"{pid:{pid!s:.1}}", "4242"},  // nested fields
    {"{pid:,}", "4,242"},          // grouping
    {"{pid:_}", "4_242"},          //
    {"{pid:c}", "\u1092"},         // a number as a character
    {"{pid:e}", "4.242000e+03"},   // a number as a fraction
    {"{pid:.1f}", "4242.0"},       //
    {"{pid:%}", "424200.000000%"}, //
    {"{hostname!s:.2}", "bo"},     // truncation
    {"{pid:é>6}", "éé4242"},       // non-ASCII fill characters
};

QString titleOf(const char *contentTemplate)
{
    return *contentTemplate ? QString::fromUtf8(contentTemplate).replace(u'\n', QStringLiteral("\\n"))
                            : QStringLiteral("empty");
}

} // namespace

class tst_ContentTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsTemplatesLikePython_data();
    void fillsTemplatesLikePython();
    void rejectsUnusualTemplates_data();
    void rejectsUnusualTemplates();
    void rejectsTooWideFields();
    void keepsNonUtf8Bytes();
    void rowsMatchPython();
    void errorNamesTheField_data();
    void errorNamesTheField();
};

void tst_ContentTemplate::fillsTemplatesLikePython_data()
{
    QTest::addColumn<QByteArray>("contentTemplate");
    QTest::addColumn<QByteArray>("content");
    for (const auto &row : SameAsPython)
        QTest::newRow(qUtf8Printable(titleOf(row.contentTemplate)))
            << QByteArray(row.contentTemplate) << QByteArray(row.content);
}

void tst_ContentTemplate::fillsTemplatesLikePython()
{
    QFETCH(const QByteArray, contentTemplate);
    QFETCH(const QByteArray, content);
    const auto filled = fillContentTemplate(contentTemplate.toStdString(), Values);
    QCOMPARE(filled.has_value(), !content.isNull());
    if (filled)
        QCOMPARE(QByteArray::fromStdString(*filled), content);
    else
        QCOMPARE(filled.error().code, LockErrc::InvalidOption);
}

void tst_ContentTemplate::rejectsUnusualTemplates_data()
{
    QTest::addColumn<QByteArray>("contentTemplate");
    for (const auto &row : RefusedHereAlone)
        QTest::newRow(row.contentTemplate) << QByteArray(row.contentTemplate);
}

void tst_ContentTemplate::rejectsUnusualTemplates()
{
    QFETCH(const QByteArray, contentTemplate);
    QVERIFY(!fillContentTemplate(contentTemplate.toStdString(), Values));
}

void tst_ContentTemplate::rejectsTooWideFields()
{
    const auto widest = fillContentTemplate("{pid:1024}", Values);
    QVERIFY(widest);
    QCOMPARE(widest->size(), std::size_t{1024});
    const auto wider = fillContentTemplate("{pid:1025}", Values);
    QVERIFY(!wider);
    QVERIFY(wider.error().message().contains(u"1024"));
}

void tst_ContentTemplate::keepsNonUtf8Bytes()
{
    const auto filled = fillContentTemplate("\xff{pid}\x80", Values);
    QVERIFY(filled);
    QCOMPARE(QByteArray::fromStdString(*filled), QByteArray("\xff"
                                                            "4242\x80"));
}

void tst_ContentTemplate::rowsMatchPython()
{
    QJsonArray templates;
    QList<QByteArray> expected;
    const auto take = [&](const auto &rows) {
        for (const auto &row : rows) {
            templates.append(QString::fromUtf8(row.contentTemplate));
            expected.append(row.content);
        }
    };
    take(SameAsPython);
    take(RefusedHereAlone);

    QProcess python;
    python.start(Python, {QStringLiteral("-c"), FillAll});
    python.write(QJsonDocument(templates).toJson());
    python.closeWriteChannel();
    if (!python.waitForFinished() || python.exitCode() != 0)
        QSKIP("needs zc.lockfile for /usr/bin/python3 (Debian: python3-zc.lockfile)");

    const auto said = QJsonDocument::fromJson(python.readAllStandardOutput()).array();
    QCOMPARE(said.size(), expected.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
        const auto content = said[i].isNull() ? QByteArray() : said[i].toString().toUtf8();
        const QString title = templates[i].toString() + u" gives " + QString::fromUtf8(content);
        QVERIFY2(content == expected[i] && content.isNull() == expected[i].isNull(), qUtf8Printable(title));
    }
}

void tst_ContentTemplate::errorNamesTheField_data()
{
    QTest::addColumn<QByteArray>("contentTemplate");
    QTest::addColumn<QString>("culprit");
    QTest::newRow("unknown field") << QByteArray("{pid} {usr}") << QStringLiteral("{usr}");
    QTest::newRow("unknown conversion") << QByteArray("{pid!r}") << QStringLiteral("!r");
    QTest::newRow("unknown format") << QByteArray("{pid:>5y}") << QStringLiteral("'>5y' for {pid}");
    QTest::newRow("string format for a number") << QByteArray("{pid:s}") << QStringLiteral("'s'");
    QTest::newRow("number format for a string")
        << QByteArray("{pid!s:x}") << QStringLiteral("'x' cannot be used for the text {pid}");
    QTest::newRow("format for the host name") << QByteArray("{hostname:>9}") << QStringLiteral("{hostname!s:>9}");
    QTest::newRow("open brace") << QByteArray("{pid") << QStringLiteral("unmatched '{'");
    QTest::newRow("closing brace") << QByteArray("pid}") << QStringLiteral("unmatched '}'");
    QTest::newRow("hostile field") << QByteArray("{\x1b[2J}") << QStringLiteral("{\\x1b[2J}");
}

void tst_ContentTemplate::errorNamesTheField()
{
    QFETCH(const QByteArray, contentTemplate);
    QFETCH(const QString, culprit);
    const auto filled = fillContentTemplate(contentTemplate.toStdString(), Values);
    QVERIFY(!filled);
    QVERIFY2(filled.error().message().contains(culprit), qUtf8Printable(filled.error().message()));
}

QTEST_GUILESS_MAIN(tst_ContentTemplate)
#include "tst_contenttemplate.moc"

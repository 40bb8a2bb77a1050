// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/samplereports.h"
#include "ui/filter/filtercompletion.h"
#include "ui/filter/lockfilter.h"
#include "ui/model/lockrow.h"

#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

using namespace std::chrono_literals;

/// The meaning of a filter text, without a window.
class tst_LockFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockMatchesOrNot_data();
    void lockMatchesOrNot();
    void errorsAreReportedAndIgnored_data();
    void errorsAreReportedAndIgnored();
    void timesAreRead_data();
    void timesAreRead();
    void onlyAgesDependOnTime();
    void typingIsCompleted_data();
    void typingIsCompleted();
    void candidateReplacesTheWord();
    void anyTextIsHandled();

private:
    static constexpr WallTime Now = WallTime(std::chrono::hours(24 * 365 * 50) + 2h);

    /// /srv/Back up/nightly.lock, a flock that `flock (4242)` of anna holds, two wait for it.
    static LockRow lock()
    {
        auto report = heldReport("/srv/Back up/nightly.lock", 4242, "flock", 2);
        report.format = "flock";
        report.owner.hostname = "Box.example";
        ProcessFacts process;
        process.pid = 4242;
        process.name = "flock";
        process.uid = 1000;
        process.user = "anna";
        report.process = process;
        return {report, Now};
    }
};

void tst_LockFilter::lockMatchesOrNot_data()
{
    QTest::addColumn<bool>("matches");
    const auto yes = [](const char *text) { QTest::newRow(text) << true; };
    const auto no = [](const char *text) { QTest::newRow(text) << false; };
    yes("");
    yes("   ");
    yes("nightly");
    yes("NIGHT srv");
    no("nightly weekly");
    yes("\"back up\"");
    no("\"up back\"");
    yes("\"back up");
    yes("-weekly");
    no("-nightly");
    no("-");
    yes("pid:4242");
    yes("pid:4243");
    yes("pid:1,4244");
    no("pid:424");
    yes("host:box");
    no("host:fox");
    yes("user:Anna");
    yes("user:1000");
    no("user:ann");
    yes("kind:flock");
    yes("kind:flo");
    no("kind:lock");
    no("-kind:flock");
    yes("verdict:held");
    yes("verdict:h");
    yes("verdict:stale,held");
    yes("verdict:waiting");
    no("verdict:stale");
    yes("-verdict:stale");
    yes("certainty:proven");
    no("certainty:probable");
    no("certainty:probab");
    yes("-certainty:probable");
    yes("path:/srv/");
    yes("path:\"/srv/back up\"");
    no("path:/home");
    yes("path:/srv/*.lock");
    yes("path:*/nightly.loc?");
    no("path:/srv?");
    no("path:*.pid");
    yes("age>1h");
    yes("age<3h");
    no("age>3h");
    yes("age>=2h");
    no("age<2h");
    yes("waiters>0");
    yes("waiters:2");
    no("waiters>2");
    yes("VERDICT:Held AGE>1h nightly");
    no("verdict:held age>1h weekly");
    // Incomplete, so it restricts nothing.
    yes("verdict:");
    yes("age>");
    // No key before the colon.
    no("8:1");
    no("/srv:");
}

void tst_LockFilter::lockMatchesOrNot()
{
    QFETCH(const bool, matches);
    const LockFilter filter(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(!filter.problem(), filter.problem() ? qPrintable(filter.problem()->message) : "");
    QCOMPARE(filter.matches(lock(), Now), matches);
}

void tst_LockFilter::errorsAreReportedAndIgnored_data()
{
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *text, const char *wrong, const char *said) {
        QTest::newRow(text) << QString::fromUtf8(wrong) << QString::fromUtf8(said);
    };
    row("nightly foo:bar", "foo:bar", "Unknown key “foo”.");
    row("nightly age>soon", "age>soon", "“soon” is not a duration.");
    row("age>3 nightly", "age>3", "“3” is not a duration.");
    row("nightly age:1h", "age:1h", "age>1h");
    row("nightly pid:x", "pid:x", "“x” is not a PID.");
    row("nightly verdict:maybe", "verdict:maybe", "“maybe” is not a verdict. Verdicts: held, stale");
    row("nightly kind>flock", "kind>flock", "kind:flock");
    row("nightly waiters>many", "waiters>many", "“many” is not a number.");
    row("nightly -verdict:maybe age>x", "-verdict:maybe", "“maybe” is not a verdict");
}

void tst_LockFilter::errorsAreReportedAndIgnored()
{
    QFETCH(const QString, wrong);
    QFETCH(const QString, said);
    const auto text = QString::fromLatin1(QTest::currentDataTag());
    const LockFilter filter(text);
    QVERIFY(filter.problem());
    QCOMPARE(text.mid(filter.problem()->start, filter.problem()->length), wrong);
    QVERIFY2(filter.problem()->message.contains(said), qPrintable(filter.problem()->message));
    // The rest of the text applies.
    QCOMPARE(filter, LockFilter(QStringLiteral("nightly")));
    QVERIFY(filter.matches(lock(), Now));
}

void tst_LockFilter::timesAreRead_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("90s") << qint64(90);
    QTest::newRow("5min") << qint64(300);
    QTest::newRow("5m") << qint64(300);
    QTest::newRow("1h30m") << qint64(5400);
    QTest::newRow("1.5H") << qint64(5400);
    QTest::newRow("2d") << qint64(172800);
    QTest::newRow("1w") << qint64(604800);
    QTest::newRow("1y") << qint64(31536000);
    for (const auto *none : {"", "5", "h", "1x", "-1h", "1h-", "1..5h", "999999999999999999999y", "1h5", "nan h"})
        QTest::newRow(none) << qint64(-1);
}

void tst_LockFilter::timesAreRead()
{
    QFETCH(const qint64, seconds);
    const auto duration = durationOf(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(duration ? std::chrono::duration_cast<std::chrono::seconds>(*duration).count() : -1, seconds);
}

void tst_LockFilter::onlyAgesDependOnTime()
{
    QVERIFY(!LockFilter(QStringLiteral("nightly verdict:held")).dependsOnTime());
    QVERIFY(LockFilter(QStringLiteral("-age>1h")).dependsOnTime());
    QVERIFY(LockFilter(QStringLiteral("held>1h")).dependsOnTime());
}

void tst_LockFilter::typingIsCompleted_data()
{
    QTest::addColumn<QStringList>("candidates");
    const auto row = [](const char *text, const char *candidates) {
        QTest::newRow(text) << QString::fromLatin1(candidates).split(u' ', Qt::SkipEmptyParts);
    };
    row("ver", "verdict:");
    row("-ver", "verdict:");
    row("p", "path: pid:");
    row("nightly wa", "waiters>");
    row("zz", "");
    row("verdict:s", "stale");
    row("verdict:", "held stale waiting unknown free absent");
    row("verdict:stale,h", "held");
    row("kind:f", "fcntl flock");
    row("kind:flock", "");
    row("user:", "anna \"ben c\"");
    row("age>", "10min 1h 1d 1w");
    row("age<1", "10min 1h 1d 1w");
}

void tst_LockFilter::typingIsCompleted()
{
    QFETCH(QStringList, candidates);
    if (QLatin1String(QTest::currentDataTag()) == QLatin1String("user:"))
        candidates = {QStringLiteral("anna"), QStringLiteral("\"ben c\"")};
    const auto text = QString::fromLatin1(QTest::currentDataTag());
    const auto values = [](const QString &key) -> QStringList {
        if (key == u"kind")
            return {QStringLiteral("fcntl"), QStringLiteral("flock"), QStringLiteral("zc")};
        return key == u"user" ? QStringList{QStringLiteral("anna"), QStringLiteral("ben c")} : QStringList();
    };
    QCOMPARE(filterCompletion(text, text.size(), values).candidates, candidates);
}

void tst_LockFilter::candidateReplacesTheWord()
{
    const auto text = QStringLiteral("a ver b");
    auto completion = filterCompletion(text, 5, {});
    auto completed = completedFilter(text, completion, QStringLiteral("verdict:"));
    QCOMPARE(completed.text, QStringLiteral("a verdict: b"));
    QCOMPARE(completed.cursor, 10);
    completion = filterCompletion(completed.text, completed.cursor, {});
    completed = completedFilter(completed.text, completion, QStringLiteral("stale"));
    QCOMPARE(completed.text, QStringLiteral("a verdict:stale b"));
    const auto list = QStringLiteral("verdict:stale,he");
    completed = completedFilter(list, filterCompletion(list, list.size(), {}), QStringLiteral("held"));
    QCOMPARE(completed.text, QStringLiteral("verdict:stale,held "));
}

/// Any text, with the cursor at any position.
void tst_LockFilter::anyTextIsHandled()
{
    const QString letters = QStringLiteral("ab:\"- <>=,*?[\\9hp\u202e\u00df.");
    const auto row = lock();
    quint32 state = 1;
    for (int round = 0; round < 20000; ++round) {
        QString text = round % 3 == 0 ? QStringLiteral("path:") : round % 3 == 1 ? QStringLiteral("age>") : QString();
        for (int i = 0; i < round % 12; ++i) {
            state = state * 1664525 + 1013904223;
            text += letters[static_cast<qsizetype>((state >> 8) % static_cast<quint32>(letters.size()))];
        }
        const LockFilter filter(text);
        filter.matches(row, Now);
        if (const auto &problem = filter.problem())
            QVERIFY(problem->start >= 0 && problem->start + problem->length <= text.size());
        for (qsizetype cursor = 0; cursor <= text.size(); ++cursor) {
            const auto completion = filterCompletion(text, cursor, {});
            QVERIFY(completion.start >= 0 && completion.length >= 0 && completion.start + completion.length <= cursor);
        }
    }
}

QTEST_GUILESS_MAIN(tst_LockFilter)
#include "tst_lockfilter.moc"

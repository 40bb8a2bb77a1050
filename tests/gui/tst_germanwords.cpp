// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"
#include "support/locktest.h"

#include <lockscope/breaker.h>
#include <lockscope/directoryscan.h>
#include <lockscope/json.h>
#include <lockscope/pylockfile.h>
#include <lockscope/result.h>
#include <lockscope/wording.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <csignal>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// The German translation of the window; records the texts of the library that it does not translate.
class German : public QTranslator
{
public:
    bool load() { return QTranslator::load(QStringLiteral(LOCKSCOPE_GERMAN)); }
    QString translate(const char *context, const char *source, const char *comment, int n) const override
    {
        const auto text = QTranslator::translate(context, source, comment, n);
        if (qstrcmp(context, "LockPhrases") == 0 && text.isEmpty())
            m_missing.insert(QString::fromUtf8(source));
        return text;
    }
    QStringList missing() const
    {
        auto sorted = m_missing.values();
        std::ranges::sort(sorted);
        return sorted;
    }

private:
    // Only one thread at a time calls it here.
    mutable QSet<QString> m_missing;
};

fs::path fileOfExitedProcess(const fs::path &path)
{
    Actor actor;
    const auto pid = QByteArray::number(actor.pid());
    actor.kill(SIGKILL);
    return actor.waitForEnd() ? makeFile(path, pid + '\n') : fs::path();
}

fs::path fileOfThisProcess(const fs::path &path)
{
    return makeFile(path, QByteArray::number(QCoreApplication::applicationPid()) + '\n');
}

} // namespace

/// The library uses the language of the program, with the window's translation catalogue.
class tst_GermanWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reportsOnSamplesAreTranslated();
    void staleLockAndItsPlan();
    void failures();
    void jsonIsEnglish();
    void journalIsIndependentOfLanguage();
    void wordsForScriptsAreNotTranslated();

private:
    German m_german;
};

void tst_GermanWords::initTestCase()
{
    QVERIFY(m_german.load());
    QVERIFY(QCoreApplication::installTranslator(&m_german));
}

void tst_GermanWords::reportsOnSamplesAreTranslated()
{
    int found = 0;
    ScanSink sink;
    sink.batch = [&](const std::vector<LockReport> &reports) { found += static_cast<int>(reports.size()); };
    ScanOptions options;
    options.all = true;
    options.workers = 1;
    scanDirectories({LOCKSCOPE_TEST_DATA "/formats"}, Inspector(), options, sink);
    QVERIFY(found > 40);
    QCOMPARE(m_german.missing(), QStringList());
}

void tst_GermanWords::staleLockAndItsPlan()
{
    const TestDirectory folder;
    Actor actor;
    const auto pid = QString::number(actor.pid());
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    const auto lock = makeFile(folder / "app.pid", pid.toLatin1() + '\n');
    const auto report = Inspector().inspect(lock);
    QCOMPARE(text(report.verdict),
             QStringLiteral("Verwaist: Prozess %1 läuft nicht mehr auf diesem Rechner.").arg(pid));
    QVERIFY(std::ranges::any_of(report.evidence, [&](const Evidence &evidence) {
        return text(evidence) == QStringLiteral("Prozess %1 läuft nicht auf diesem Rechner").arg(pid);
    }));
    QCOMPARE(text(Breaker().plan(lock).front().steps.front().message),
             QStringLiteral("noch einmal ansehen und aufhören, wenn etwas anders ist"));
}

void tst_GermanWords::failures()
{
    const TestDirectory folder;
    LinkLockFile lock(folder / "app.lock");
    QVERIFY(lock.acquire(std::chrono::seconds(0)));
    // An object of the same thread would hold it too.
    const auto refused = LinkLockFile(folder / "app.lock", {.threaded = false}).acquire(std::chrono::seconds(0));
    QVERIFY(!refused);
    const auto message = refused.error().message();
    QVERIFY2(message.contains(QStringLiteral("schon gesperrt; sie nennt als ihren Eigentümer: ")), qPrintable(message));
}

/// JSON is for other programs: it does not depend on the language of the program that writes it.
void tst_GermanWords::jsonIsEnglish()
{
    const TestDirectory folder;
    const auto german = toJson(Inspector().inspect(fileOfExitedProcess(folder / "app.pid")));
    const auto germanOfRunning = toJson(Inspector().inspect(fileOfThisProcess(folder / "live.pid")));
    QVERIFY2(german.find("is no longer running on this host") != std::string::npos, german.c_str());
    QVERIFY2(germanOfRunning.find("recorded in the lock, is running") != std::string::npos, germanOfRunning.c_str());
    for (const auto &json : {german, germanOfRunning}) {
        for (const auto *word : {"Prozess", "Rechner", "Verwaist", "Belegt", "belegt"})
            QVERIFY2(json.find(word) == std::string::npos, json.c_str());
    }
}

/// The journal stores IDs and values, so that a break is described in the language of the program that reads it.
void tst_GermanWords::journalIsIndependentOfLanguage()
{
    const TestDirectory folder;
    const auto lock = fileOfExitedProcess(folder / "app.pid");
    const auto plan = Breaker().plan(lock).front();
    Breaker breaker;
    const auto broken = breaker.execute(plan);
    QVERIFY2(broken, qPrintable(broken ? QString() : broken.error().message()));
    const auto found = breaker.brokenLocks().locks;
    const auto kept = std::ranges::find(found, broken->id, &BrokenLock::id);
    QVERIFY(kept != found.end());
    QVERIFY2(text(kept->verdict).startsWith(QStringLiteral("Verwaist: Prozess ")), qPrintable(text(kept->verdict)));
    const auto english = text(kept->verdict, Language::English);
    QVERIFY2(english.startsWith(QStringLiteral("Stale: process ")), qPrintable(english));
    QCOMPARE(kept->verdict, plan.report.verdict);
    QVERIFY(breaker.undo(broken->id));
}

void tst_GermanWords::wordsForScriptsAreNotTranslated()
{
    const TestDirectory folder;
    const auto lock = makeFile(folder / "app.pid", QByteArray::number(QCoreApplication::applicationPid()) + '\n');
    const auto report = Inspector().inspect(lock);
    QVERIFY(report.process);
    QCOMPARE(report.process->stateName(), QStringLiteral("läuft"));
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(report))).object();
    QCOMPARE(json[QStringLiteral("verdict")].toString(), QStringLiteral("held"));
    QCOMPARE(json[QStringLiteral("process")][QStringLiteral("state")].toString(), QStringLiteral("running"));
}

QTEST_GUILESS_MAIN(tst_GermanWords)

#include "tst_germanwords.moc"

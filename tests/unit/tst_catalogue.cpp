// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrysample.h"
#include "formats/pattern.h"
#include "situations.h"

using namespace Lockscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace std::string_literals;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// Every sample of the built-in formats, one per row.
void addSamples()
{
    QTest::addColumn<const FormatEntry *>("entry");
    QTest::addColumn<const EntrySample *>("sample");
    for (const auto &entry : builtinEntries()) {
        for (const auto &sample : entry.samples) {
            const QByteArray name =
                bytes(entry.source) + ':' + QByteArray::number(qint64{sample.line}) + ' ' + bytes(entry.id);
            QTest::newRow(name.constData()) << &entry << &sample;
        }
    }
}

/// The reader's error for an entry: line and message of the first problem.
QByteArray problemOf(const QByteArray &toml)
{
    const auto file = readEntries(toml.toStdString(), "test.toml", builtinTexts());
    return file.problems.empty() ? QByteArray()
                                 : QByteArray::number(qint64{file.problems.front().line}) + ": " +
                                       QByteArray::fromStdString(file.problems.front().message);
}

std::unique_ptr<Catalogue> catalogueWith(const char *toml)
{
    std::vector<EntryFile> files;
    files.push_back(readEntries(toml, "test.toml", builtinTexts()));
    return std::make_unique<Catalogue>(std::move(files));
}

constexpr auto InHouse = R"([[format]]
id = "acme"
title = "ACME batch lock"
names = ["batch.run"]
content = '''^acme {pid} {host}\n$'''
[[format.sample]]
path = "spool/batch.run"
text = "acme 4242 box\n"
pid = 4242
host = "box"
)";

} // namespace

Q_DECLARE_METATYPE(const FormatEntry *)
Q_DECLARE_METATYPE(const EntrySample *)

class tst_Catalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreRecognised_data() { addSamples(); }
    void samplesAreRecognised();
    void samplesWithRunningOwnerAreNeverStaleOrFree_data() { addSamples(); }
    void samplesWithRunningOwnerAreNeverStaleOrFree();
    void entriesAreComplete();
    void errorsAreReportedWithTheirLine_data();
    void errorsAreReportedWithTheirLine();
    void addedEntryIsRecognised();
    void addedEntryReplacesBuiltInOne();
    void globs();
};

void tst_Catalogue::samplesAreRecognised()
{
    QFETCH(const FormatEntry *, entry);
    QFETCH(const EntrySample *, sample);
    QCOMPARE(QByteArray::fromStdString(sampleProblem(Catalogue::current(), *entry, *sample)), ""_ba);
}

void tst_Catalogue::samplesWithRunningOwnerAreNeverStaleOrFree()
{
    QFETCH(const FormatEntry *, entry);
    QFETCH(const EntrySample *, sample);
    if (sample->counter)
        QSKIP("the sample is not a lock of that format");
    const SampleLock lock(*sample);
    const auto readings = readAll(lock.subject());
    const auto heldBy = readings.front().heldBy;
    if (heldBy == HeldBy::Nobody || heldBy == HeldBy::None)
        QSKIP("such a lock has no holder");
    Steps steps;
    if (heldBy == HeldBy::KernelLock && readings.front().companionLock.empty())
        steps.push_back(
            kernelLock(lock.subject().kernelLocks.empty() ? KernelLock::Type::Posix : KernelLock::Type::Flock));
    if (!readings.front().companionLock.empty())
        steps.push_back(companionLock(readings.front().companionLock.c_str(), CompanionLock::State::Locked));
    const std::string program(entry->programs.empty() ? sample->name.empty() ? "program" : sample->name
                                                      : entry->programs.front());
    for (const auto pid : readings.front().claim.pids)
        steps.push_back(running(pid, program.c_str(), 10000s));
    if (const auto &boot = readings.front().claim.bootId)
        steps.push_back(with([boot](Facts &facts) { hostOf(facts).bootId = *boot; }));
    if (const auto &machine = readings.front().claim.machineId)
        steps.push_back(with([machine](Facts &facts) { hostOf(facts).machineId = *machine; }));
    // On this host, on another one, and on an unknown one.
    for (const auto &host : {readings.front().claim.hostname.value_or("box"), "mars"s}) {
        auto asSeen = steps;
        asSeen.push_back(hostIs(host.c_str()));
        const Situation met(lock.subject(), asSeen);
        QVERIFY2(met.conclusion.verdict.state != Verdict::State::Stale, met.words());
        QVERIFY2(met.conclusion.verdict.state != Verdict::State::Free, met.words());
    }
}

void tst_Catalogue::entriesAreComplete()
{
    for (const auto &entry : builtinEntries()) {
        const auto name = bytes(entry.id);
        QVERIFY2(!entry.title.empty(), name);
        QVERIFY2(!entry.reference.empty(), name);
        const bool hasLock = !std::ranges::all_of(entry.samples, &EntrySample::counter);
        QVERIFY2(!entry.detector.empty() || hasLock, name);
        const auto code = std::ranges::find(formatDetectors(), entry.id, &FormatDetector::id);
        QVERIFY2(entry.detector.empty() == (code == formatDetectors().end()), name);
    }
    for (const auto &recogniser : formatDetectors())
        QVERIFY2(Catalogue::current().entry(recogniser.id), bytes(recogniser.id));
}

void tst_Catalogue::errorsAreReportedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QByteArray>("problem");
    const auto row = [](const char *name, const QByteArray &toml, const QByteArray &problem) {
        QTest::newRow(name) << toml << problem;
    };
    const auto entry = [](const QByteArray &lines) -> QByteArray {
        return "[[format]]\nid = \"a\"\ntitle = \"A\"\n" + lines + "[[format.sample]]\npath = \"x\"\n";
    };
    row("valid", InHouse, "");
    row("not TOML", "[[format]]\nid = \n", "2: ");
    row("input that only an assertion of the TOML parser rejects", "[[format]]\nid = \"a\"\n[=\n[[format]]\n",
        "3: this is not valid TOML");
    row("the same at the end", "[[format]]\n[=", "2: this is not valid TOML");
    row("unknown table", "[formats]\n", "1: unknown table \"formats\"");
    row("unknown key", entry("names = [\"x\"]\nnmes = [\"y\"]\n"), "5: unknown key \"nmes\"");
    row("no id", "[[format]]\ntitle = \"A\"\nnames = [\"x\"]\n", "1: a format needs an id");
    row("no sample", "[[format]]\nid = \"a\"\ntitle = \"A\"\nnames = [\"x\"]\n", "1: a format needs at least one");
    row("no criteria", entry(""), "1: a format needs names");
    row("wrong type", entry("names = 3\n"), "4: expected a string");
    row("unknown word", entry("names = [\"x\"]\nheld-by = \"luck\"\n"), "5: unknown value \"luck\"");
    row("unknown text", entry("names = [\"x\"]\nstale-rule = \"luck\"\n"), "5: no shared text has the ID");
    row("heartbeat without a duration", entry("names = [\"x\"]\nheartbeat = \"0s\"\n"), "5: expected a duration");
    row("missing heartbeat", entry("names = [\"x\"]\nheld-by = \"heartbeat\"\n"), "1: held-by");
    row("permissions", entry("names = [\"x\"]\nmode = \"rw\"\n"), "5: expected permissions");
}

void tst_Catalogue::errorsAreReportedWithTheirLine()
{
    QFETCH(QByteArray, toml);
    QFETCH(QByteArray, problem);
    const auto found = problemOf(toml);
    QVERIFY2(problem.isEmpty() ? found.isEmpty() : found.startsWith(problem), found);
}

void tst_Catalogue::addedEntryIsRecognised()
{
    const auto catalogue = catalogueWith(InHouse);
    const auto *const entry = catalogue->entry("acme");
    QVERIFY(entry);
    QCOMPARE(QByteArray::fromStdString(sampleProblem(*catalogue, *entry, entry->samples.front())), ""_ba);
    QVERIFY(catalogue->asksFor("batch.run", InodeInfo::InodeType::Regular, "spool"));
    QVERIFY(!catalogue->asksFor("batch.run", InodeInfo::InodeType::Symlink, "spool"));
    QVERIFY(!catalogue->asksFor("batch.txt", InodeInfo::InodeType::Regular, "spool"));
}

void tst_Catalogue::addedEntryReplacesBuiltInOne()
{
    const auto catalogue = catalogueWith(R"([[format]]
id = "vscode"
title = "our VS Code"
names = ["code.lock"]
content = '''^our {pid}$'''
[[format.sample]]
path = "code.lock"
text = "our 4242"
pid = 4242
)");
    QCOMPARE(bytes(catalogue->entry("vscode")->title), "our VS Code"_ba);
    const auto isVscode = [&](const QByteArray &text) {
        const auto readings = readAll(fileSubject("Code/code.lock", text), *catalogue);
        return std::ranges::find(readings, "vscode", &FormatReading::id) != readings.end();
    };
    QVERIFY(isVscode("our 4242"));
    QVERIFY(!isVscode("4242"));
}

void tst_Catalogue::globs()
{
    QVERIFY(fitsGlob("*.lock", "a.lock"));
    QVERIFY(fitsGlob(".X*-lock", ".X77-lock"));
    QVERIFY(fitsGlob("a?c*", "abc"));
    QVERIFY(!fitsGlob("a?c", "ac"));
    QVERIFY(!fitsGlob("*.lock", "a.lock.x"));
    QVERIFY(fitsGlob("*", ""));
    QVERIFY2(fitsGlob("*a*a*a*a*a*a*b", std::string(5000, 'a') + "b"), "the time grows exponentially");
}

QTEST_GUILESS_MAIN(tst_Catalogue)
#include "tst_catalogue.moc"

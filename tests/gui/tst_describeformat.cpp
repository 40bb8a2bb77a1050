// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/formats/formatdraft.h"
#include "ui/widgets/elidedlabel.h"

#include <lockscope/lockformats.h>

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// The catalogue of formats in the window: title, program and explanation of a format, and the dialog that describes an
/// unknown one.
class tst_DescribeFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void tableAndDetailsShowTitleAndProgram();
    void explanationListsCandidates();
    void savedFormatIsRecognisedAtOnce();
    void previewFollowsEveryChange();
    void processNeedsPid();
    void failedSaveKeepsDialogOpen();
    void existingFileIsNotReplaced();
    void problemsOfFilesAreShown();
    void invalidPatternIsShownWhenItIsNeeded();
    void draftMatchesItsExample_data();
    void draftMatchesItsExample();
    void differentTextIsNotMatched();

private:
    QString path(const QString &name) const { return m_directory->filePath(QLatin1String("locks/") + name); }
    QString formatDirectory() const { return m_directory->filePath(QStringLiteral("config/lockscope/formats.d")); }
    void write(const QString &file, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(file).path());
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
    }
    void select(const QString &lock) const
    {
        QTRY_VERIFY(m_fixture->rowOf(lock) >= 0);
        m_fixture->select(lock);
    }
    QWidget &openDialog(const QString &lock)
    {
        select(lock);
        auto &action = m_fixture->child<QAction>("describeFormat");
        Q_ASSERT(action.isEnabled());
        action.trigger();
        auto *dialog = m_fixture->dialog("describeDialog");
        Q_ASSERT(dialog);
        return *dialog;
    }
    static void enter(QWidget &dialog, const char *field, const QString &text)
    {
        auto &line = WindowFixture::childOf<QLineEdit>(dialog, field);
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, text);
    }
    /// Selects the text in the content, and presses the button.
    static void mark(QWidget &dialog, const QString &text, const char *button)
    {
        auto &content = WindowFixture::childOf<QPlainTextEdit>(dialog, "describeContent");
        content.moveCursor(QTextCursor::Start);
        QVERIFY2(content.find(text), qPrintable(text));
        auto &press = WindowFixture::childOf<QPushButton>(dialog, button);
        QVERIFY2(press.isEnabled(), button);
        QTest::mouseClick(&press, Qt::LeftButton);
    }
    static QStringList results(QWidget &dialog)
    {
        QStringList results;
        const auto &matches = WindowFixture::childOf<QTreeWidget>(dialog, "describeMatches");
        for (int i = 0; i < matches.topLevelItemCount(); ++i)
            results << matches.topLevelItem(i)->text(0) + u' ' + matches.topLevelItem(i)->text(1);
        results.sort();
        return results;
    }
    static QPushButton &saveButton(QWidget &dialog)
    {
        return WindowFixture::childOf<QPushButton>(dialog, "describeSave");
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_DescribeFormat::init()
{
    failOnWarnings();
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_directory->filePath(QStringLiteral("config"))));
    QVERIFY(QDir().mkpath(path(QString())));
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(path(QString()).toStdString());
    QVERIFY(m_fixture->show());
}

void tst_DescribeFormat::tableAndDetailsShowTitleAndProgram()
{
    write(path(QStringLiteral("main.tfstate")), "{}");
    write(path(QStringLiteral(".main.tfstate.lock.info")),
          R"({"ID":"3e4f","Operation":"OperationTypeApply","Info":"","Who":"jane@box","Version":"1.6.0","Path":"x"})");
    const auto lock = QStringLiteral(".main.tfstate.lock.info");
    QTRY_COMPARE(m_fixture->cell(lock, LockTable::KindColumn), QStringLiteral("Terraform state lock"));
    QCOMPARE(m_fixture->cell(lock, LockTable::ProgramColumn), QStringLiteral("terraform, tofu"));
    select(lock);
    QTRY_COMPARE(m_fixture->child<ElidedLabel>("verdictFormat").text(),
                 QStringLiteral("Terraform state lock · terraform, tofu"));
    // The rule of the program.
    QStringList facts;
    for (const auto *label : m_fixture->child<QWidget>("format").findChildren<QLabel *>())
        facts << label->text();
    QVERIFY2(!facts.filter(QStringLiteral("'terraform force-unlock' removes it")).isEmpty(),
             qPrintable(facts.join(u'\n')));
}

void tst_DescribeFormat::explanationListsCandidates()
{
    write(path(QStringLiteral("rtorrent.lock")), "box:+4242\n");
    select(QStringLiteral("rtorrent.lock"));
    m_fixture->child<QAction>("explainFormat").trigger();
    const auto &candidates = m_fixture->child<QTreeWidget>("formatCandidates");
    QVERIFY(candidates.isVisible());
    QTRY_VERIFY(candidates.topLevelItemCount() > 1);
    const auto *chosen = candidates.topLevelItem(0);
    QCOMPARE(chosen->text(3), QStringLiteral("rtorrent"));
    QVERIFY2(chosen->text(1).endsWith(u'%'), qPrintable(chosen->text(1)));
    const auto *last = candidates.topLevelItem(candidates.topLevelItemCount() - 1);
    QCOMPARE(last->text(1), QStringLiteral("no"));
    QVERIFY(!last->text(2).isEmpty());
    QVERIFY(!m_fixture->child<QPushButton>("describeHere").isVisible());
}

void tst_DescribeFormat::savedFormatIsRecognisedAtOnce()
{
    Actor worker;
    const auto pid = QByteArray::fromStdString(worker.pidText());
    write(path(QStringLiteral("acme-17.lock")), "ACME;" + pid + ";started 12:03\n");
    write(path(QStringLiteral("acme-18.lock")), "ACME;4194000;started 13:44\n");
    auto &dialog = openDialog(QStringLiteral("acme-17.lock"));
    enter(dialog, "describeTitle", QStringLiteral("ACME batch lock"));
    enter(dialog, "describeProgram", QStringLiteral("acmed"));
    QCOMPARE(WindowFixture::childOf<QLineEdit>(dialog, "describeNames").text(), QStringLiteral("acme-*.lock"));
    mark(dialog, QString::fromLatin1(pid), "markPid");
    mark(dialog, QStringLiteral("12:03"), "markVaries");
    WindowFixture::childOf<QComboBox>(dialog, "describeHeldBy").setCurrentIndex(0);
    QTRY_COMPARE(results(dialog),
                 (QStringList{QStringLiteral("acme-17.lock Recognised"), QStringLiteral("acme-18.lock Recognised")}));
    QTRY_VERIFY(saveButton(dialog).isEnabled());
    QTest::mouseClick(&saveButton(dialog), Qt::LeftButton);

    QTRY_COMPARE(m_fixture->cell(QStringLiteral("acme-17.lock"), LockTable::KindColumn),
                 QStringLiteral("ACME batch lock"));
    QCOMPARE(m_fixture->cell(QStringLiteral("acme-17.lock"), LockTable::ProgramColumn), QStringLiteral("acmed"));
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("acme-17.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("acme-18.lock"), LockTable::KindColumn),
                 QStringLiteral("ACME batch lock"));
    QTRY_VERIFY(!m_fixture->dialog("describeDialog"));
    const QString file = formatDirectory() + QLatin1String("/acme-batch-lock.toml");
    QVERIFY(QFile::exists(file));
    QVERIFY(checkFormats(file.toStdString()).empty());
}

void tst_DescribeFormat::previewFollowsEveryChange()
{
    write(path(QStringLiteral("render-1.lock")), "render node9 1000001\n");
    write(path(QStringLiteral("render-2.lock")), "render node7 1000002\n");
    write(path(QStringLiteral("render-3.lock")), "something else\n");
    QTRY_VERIFY(m_fixture->rowOf(QStringLiteral("render-3.lock")) >= 0);
    auto &dialog = openDialog(QStringLiteral("render-1.lock"));
    enter(dialog, "describeNames", QStringLiteral("render-*.lock"));
    mark(dialog, QStringLiteral("1000001"), "markPid");
    const auto other = QStringLiteral(" No: its content does not match");
    QTRY_COMPARE(results(dialog),
                 (QStringList{QStringLiteral("render-1.lock Recognised"), QStringLiteral("render-2.lock") + other,
                              QStringLiteral("render-3.lock") + other}));
    mark(dialog, QStringLiteral("node9"), "markHost");
    QTRY_COMPARE(results(dialog),
                 (QStringList{QStringLiteral("render-1.lock Recognised"), QStringLiteral("render-2.lock Recognised"),
                              QStringLiteral("render-3.lock") + other}));
    const auto &entry = WindowFixture::childOf<QPlainTextEdit>(dialog, "describeEntry");
    QVERIFY2(entry.toPlainText().contains(QStringLiteral("'''^render {host} {pid}\\s*$'''")),
             qPrintable(entry.toPlainText()));
    mark(dialog, QStringLiteral("node9"), "unmark");
    QTRY_VERIFY(results(dialog).contains(QStringLiteral("render-2.lock") + other));
    enter(dialog, "describeNames", QStringLiteral("render-2.lock"));
    const auto &problem = WindowFixture::childOf<QLabel>(dialog, "describeProblem");
    QTRY_VERIFY(!problem.text().isEmpty());
    QVERIFY(!saveButton(dialog).isEnabled());
}

void tst_DescribeFormat::processNeedsPid()
{
    write(path(QStringLiteral("words.lock")), "in use\n");
    auto &dialog = openDialog(QStringLiteral("words.lock"));
    auto &heldBy = WindowFixture::childOf<QComboBox>(dialog, "describeHeldBy");
    QTRY_VERIFY(saveButton(dialog).isEnabled());
    heldBy.setCurrentIndex(0);
    const auto &problem = WindowFixture::childOf<QLabel>(dialog, "describeProblem");
    QTRY_VERIFY2(problem.text().contains(QStringLiteral("PID")), qPrintable(problem.text()));
    QVERIFY(!saveButton(dialog).isEnabled());
    heldBy.setCurrentIndex(2);
    QTRY_VERIFY(saveButton(dialog).isEnabled());
}

void tst_DescribeFormat::failedSaveKeepsDialogOpen()
{
    write(path(QStringLiteral("plain.lock")), "in use by plain\n");
    write(m_directory->filePath(QStringLiteral("config")), "not a directory");
    auto &dialog = openDialog(QStringLiteral("plain.lock"));
    QTRY_VERIFY(saveButton(dialog).isEnabled());
    QTest::mouseClick(&saveButton(dialog), Qt::LeftButton);
    const auto &problem = WindowFixture::childOf<QLabel>(dialog, "describeProblem");
    QTRY_VERIFY2(problem.text().contains(QStringLiteral("plain-lock.toml")), qPrintable(problem.text()));
    QVERIFY(dialog.isVisible());
    QVERIFY(saveButton(dialog).isEnabled());
}

void tst_DescribeFormat::existingFileIsNotReplaced()
{
    const QByteArray own("# my notes\n");
    write(formatDirectory() + QLatin1String("/quiet-lock.toml"), own);
    write(path(QStringLiteral("quiet.lock")), "in use quietly\n");
    auto &dialog = openDialog(QStringLiteral("quiet.lock"));
    QTRY_VERIFY(saveButton(dialog).isEnabled());
    QTest::mouseClick(&saveButton(dialog), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(formatDirectory() + QLatin1String("/quiet-lock-2.toml")));
    QFile before(formatDirectory() + QLatin1String("/quiet-lock.toml"));
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), own);
    QTRY_VERIFY(!m_fixture->dialog("describeDialog"));
}

void tst_DescribeFormat::problemsOfFilesAreShown()
{
    write(formatDirectory() + QLatin1String("/broken.toml"), "[[format]]\nid = 5\n");
    auto &formats = m_fixture->window().formats();
    formats.load();
    QVERIFY(formats.waitUntilLoaded(std::chrono::seconds(10)));
    QTRY_VERIFY2(m_fixture->text("messageText").contains(QStringLiteral("broken.toml")),
                 qPrintable(m_fixture->text("messageText")));
}

void tst_DescribeFormat::invalidPatternIsShownWhenItIsNeeded()
{
    write(formatDirectory() + QLatin1String("/acme.toml"),
          "[[format]]\nid = \"acme\"\ntitle = \"ACME lock\"\nnames = [\"acme.lock\"]\ncontent = '''(acme'''\n"
          "[[format.sample]]\npath = \"acme.lock\"\ntext = \"acme\"\n");
    write(path(QStringLiteral("acme.lock")), "acme 4242\n");
    m_fixture->window().formats().load();
    QTRY_VERIFY2(m_fixture->text("messageText").contains(QStringLiteral("missing )")),
                 qPrintable(m_fixture->text("messageText")));
}

void tst_DescribeFormat::draftMatchesItsExample_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qlonglong>("pid");
    const auto regular = static_cast<int>(LockReport::InodeType::Regular);
    QTest::newRow("plain") << regular << QByteArray("worker 4242 on box\n") << 4242LL;
    QTest::newRow("quotes") << regular << QByteArray("'''\"\\\"'' 4242 {pid} {host} [a] (b) $^|\n") << 4242LL;
    QTest::newRow("control characters") << regular << QByteArray("a\tb\r\n\x01\x7f 4242\0 z", 16) << 4242LL;
    QTest::newRow("UTF-8") << regular << QByteArray("gesperrt für Jürgen: 4242\n") << 4242LL;
    QTest::newRow("not UTF-8") << regular << QByteArray("\xff\xfe 4242 \xe4\n") << 4242LL;
    QTest::newRow("long") << regular << QByteArray("4242 ").append(QByteArray(20000, 'x')) << 4242LL;
    QTest::newRow("no PID") << regular << QByteArray("busy\n") << 0LL;
    QTest::newRow("empty") << regular << QByteArray() << 0LL;
    QTest::newRow("symbolic link") << static_cast<int>(LockReport::InodeType::Symlink) << QByteArray("jane@box#4242")
                                   << 4242LL;
    QTest::newRow("directory") << static_cast<int>(LockReport::InodeType::Directory) << QByteArray() << 0LL;
}

void tst_DescribeFormat::draftMatchesItsExample()
{
    QFETCH(const int, type);
    QFETCH(const QByteArray, text);
    QFETCH(const qlonglong, pid);
    LockReport report;
    report.path = "/srv/some dir/a, 'b' \"c\" [12].acme";
    report.inodeType = static_cast<LockReport::InodeType>(type);
    report.links = 1;
    report.mode = 0644;
    if (report.inodeType == LockReport::InodeType::Symlink)
        report.linkTarget = text.toStdString();
    else
        report.content = text.toStdString();
    report.size = static_cast<std::uint64_t>(text.size());
    report.contentRead = report.inodeType == LockReport::InodeType::Regular;

    auto draft = draftFor(report, "nohost");
    draft.id = freeFormatId(QStringLiteral("Résumé de l'ACME, n° 2"));
    QCOMPARE(draft.id, std::string("resume-de-l-acme-n-2"));
    draft.title = QStringLiteral("“ACME” \"lock\" \\ 1");
    const auto found = std::ranges::find(draft.fields, DraftField::Meaning::Pid, &DraftField::meaning);
    QCOMPARE(found != draft.fields.end(), pid != 0);
    if (pid != 0)
        QCOMPARE(draft.text().substr(found->begin, found->length), std::to_string(pid));
    const auto trial = tryFormats(draft.toml(), std::vector{report});
    QVERIFY2(trial.problems.empty(), trial.problems.empty() ? "" : trial.problems.front().message.c_str());
    QCOMPARE(trial.mismatches, std::vector<std::string>{""});
}

void tst_DescribeFormat::differentTextIsNotMatched()
{
    auto report = sampleReport("/srv/acme/run.acme");
    report.links = 1;
    report.content = "acme.4242.x\n";
    report.size = report.content.size();
    auto draft = draftFor(report, "nohost");
    draft.id = "acme-test";
    draft.fields = {{.begin = 5, .length = 4, .meaning = DraftField::Meaning::Pid}};
    auto other = report;
    other.content = "acme.99.x\n";
    other.size = other.content.size();
    auto similar = report;
    similar.content = "acme_4242_x\n"; // a dot matches only a dot
    auto renamed = report;
    renamed.path = "/srv/acme/walk.acme";
    const auto trial = tryFormats(draft.toml(), std::vector{report, other, similar, renamed});
    QVERIFY2(trial.problems.empty(), trial.problems.empty() ? "" : trial.problems.front().message.c_str());
    QCOMPARE(trial.mismatches,
             (std::vector<std::string>{"", "", "its content does not match", "its name does not match"}));
}

QTEST_MAIN(tst_DescribeFormat)
#include "tst_describeformat.moc"

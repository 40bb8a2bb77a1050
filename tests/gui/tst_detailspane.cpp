// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "support/actor.h"
#include "support/saying.h"
#include "ui/details/contentfields.h"
#include "ui/details/detailspane.h"
#include "ui/details/reportfacts.h"
#include "ui/details/reportmarkdown.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/factstable.h"

#include <lockscope/inspector.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

class tst_DetailsPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void emptyPaneShowsInstructions();
    void summaryComesFirstWithItsReasons();
    void hostileTextsAreNotInterpreted();
    void evidenceHasFindingSupportAndSource();
    void kernelLocksHaveRangeHoldersAndWaiters();
    void parsedContentIsHighlighted();
    void fieldsAreWholeWords();
    void processIsShownWithRelativesAndOpenFiles();
    void emptyPagesAreHidden();
    void openPageStaysWhenTheLockChanges();
    void selectedFactsCanBeCopied();
    void contentShowsControlCharacters();
    void largeContentIsMarkedAsTruncated();
    void hexDumpHasOffsetsBytesAndCharacters();
    void markdownReportIsComplete();
    void hostileNamesAreEscapedInMarkdown();
};

namespace {

template <typename Widget>
Widget &child(QWidget &parent, const char *name)
{
    auto *widget = parent.findChild<Widget *>(QLatin1String(name));
    if (!widget)
        qFatal("no widget %s", name);
    return *widget;
}

LockReport fullReport()
{
    auto report = heldReport("/srv/app/app.lock", 4242, "worker", 1);
    report.content = " 4242\n";
    report.size = report.content.size();
    report.process = ProcessFacts{.pid = 4242,
                                  .ppid = 1,
                                  .name = "worker",
                                  .commandLine = {"/usr/bin/worker", "--queue", "a b"},
                                  .uid = 1000,
                                  .user = "user",
                                  .startTicks = 1,
                                  .startTime = WallTime(std::chrono::hours(1)),
                                  .state = 'S',
                                  .threads = 4,
                                  .pidNamespace = 1,
                                  .namespacePids = {},
                                  .container = {}};
    return report;
}

} // namespace

void tst_DetailsPane::emptyPaneShowsInstructions()
{
    DetailsPane pane;
    pane.show();
    QVERIFY(child<QLabel>(pane, "detailsEmpty").isVisible());
    QVERIFY(child<QLabel>(pane, "detailsEmpty").text().contains(QStringLiteral("Select a lock")));
    pane.setReport(fullReport());
    QVERIFY(!child<QLabel>(pane, "detailsEmpty").isVisible());
    pane.clear();
    QVERIFY(child<QLabel>(pane, "detailsEmpty").isVisible());
}

void tst_DetailsPane::summaryComesFirstWithItsReasons()
{
    DetailsPane pane;
    pane.setReport(fullReport());
    QCOMPARE(child<QLabel>(pane, "verdictSummary").text(), QStringLiteral("Held by a process."));
    QCOMPARE(child<QLabel>(pane, "verdictGrounds").text(),
             QStringLiteral("Proven: a process holds a kernel lock on it"));
    QCOMPARE(child<QLineEdit>(pane, "lockPath").text(), QStringLiteral("/srv/app/app.lock"));
}

void tst_DetailsPane::hostileTextsAreNotInterpreted()
{
    const auto hostile = QStringLiteral("<b>Free</b><img src=x>");
    auto report = fullReport();
    report.verdict.sentences = {saying(hostile)};
    report.path = "/t/" + hostile.toStdString() + "\n\x1b[31m";
    report.process->name = hostile.toStdString();
    report.process->commandLine = {hostile.toStdString()};
    report.evidence.front().finding = saying(hostile);
    DetailsPane pane;
    pane.setReport(report);
    pane.show();
    const auto labels = pane.findChildren<QLabel *>();
    QVERIFY(labels.size() > 5);
    for (const auto *label : labels) {
        if (!label->text().isEmpty())
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    }
    QCOMPARE(child<QLabel>(pane, "verdictSummary").text(), hostile);
    QCOMPARE(child<QLineEdit>(pane, "lockPath").text(),
             QLatin1String("/t/") + hostile + QLatin1String("\\x0a\\x1b[31m"));
    const auto &evidence = child<FactsTable>(pane, "evidence");
    QCOMPARE(evidence.topLevelItem(0)->text(1), hostile);
    QCOMPARE(evidence.topLevelItem(0)->toolTip(1), plainToolTip(hostile));
}

void tst_DetailsPane::evidenceHasFindingSupportAndSource()
{
    DetailsPane pane;
    pane.setReport(fullReport());
    const auto *row = child<FactsTable>(pane, "evidence").topLevelItem(0);
    QCOMPARE(row->text(0), QStringLiteral("Held"));
    QCOMPARE(row->text(1), QStringLiteral("the kernel lists a flock on it"));
    QCOMPARE(row->text(2), QStringLiteral("/proc/locks"));
}

void tst_DetailsPane::parsedContentIsHighlighted()
{
    auto report = fullReport();
    report.content = "4242\nworker\nbox\n";
    report.size = report.content.size();
    report.owner.pid = 4242;
    report.owner.hostname = "box";
    DetailsPane pane;
    pane.setReport(report);
    pane.show();
    const auto &text = child<QPlainTextEdit>(pane, "contentText");
    QStringList marked;
    for (const auto &mark : text.extraSelections())
        marked << mark.cursor.selectedText();
    QCOMPARE(marked, (QStringList{QStringLiteral("4242"), QStringLiteral("box")}));
    QCOMPARE(child<QLabel>(pane, "contentFields").text(), QStringLiteral("Recognised: process 4242 · host box"));
    report.content = "nothing";
    report.size = report.content.size();
    pane.setReport(report);
    QVERIFY(text.extraSelections().isEmpty());
    QVERIFY(child<QLabel>(pane, "contentFields").isHidden());
}

void tst_DetailsPane::fieldsAreWholeWords()
{
    Claim owner;
    owner.pid = 42;
    owner.hostname = "box";
    const auto fields = contentFields(QStringLiteral("142 boxes 42@box"), owner);
    QCOMPARE(fields.size(), 2U);
    QCOMPARE(fields[0].begin, 10);
    QCOMPARE(fields[0].length, 2);
    QCOMPARE(fields[1].begin, 13);
    owner.hostname = "42";
    QCOMPARE(contentFields(QStringLiteral("42"), owner).size(), 1U);
    QVERIFY(contentFields(QString(), owner).empty());
}

void tst_DetailsPane::processIsShownWithRelativesAndOpenFiles()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("app.lock"));
    Actor actor;
    QCOMPARE(actor.say("flock", path.toStdString()), "held");
    DetailsPane pane;
    pane.setReport(Inspector().inspect(path.toStdString()));
    child<QTabWidget>(pane, "detailPages").setCurrentIndex(2);
    pane.show();
    const auto &tree = child<FactsTable>(pane, "processTree");
    const auto numbered = [](qint64 pid) { return QStringLiteral("(%1)").arg(pid); };
    const auto find = [&](qint64 pid) {
        for (int row = 0; row < tree.topLevelItemCount(); ++row) {
            if (tree.topLevelItem(row)->text(0).contains(numbered(pid)))
                return row;
        }
        return -1;
    };
    QTRY_VERIFY(find(actor.pid()) > 0);
    QCOMPARE(find(QCoreApplication::applicationPid()), find(actor.pid()) - 1);
    QStringList values;
    for (const auto *label : child<FactList>(pane, "process").findChildren<QLabel *>())
        values << label->text();
    QVERIFY2(values.join(u'|').contains(path), qPrintable(values.join(u'|')));
}

void tst_DetailsPane::kernelLocksHaveRangeHoldersAndWaiters()
{
    auto report = fullReport();
    auto &lock = report.kernelLocks.front();
    lock.type = KernelLock::Type::Posix;
    lock.mode = KernelLock::Mode::Read;
    lock.start = 10;
    lock.end = 19;
    lock.deadlock = {4242, 4243};
    DetailsPane pane;
    pane.setReport(report);
    const auto *row = child<FactsTable>(pane, "kernelLocks").topLevelItem(0);
    QCOMPARE(row->text(0), QStringLiteral("POSIX"));
    QCOMPARE(row->text(1), QStringLiteral("Shared (read)"));
    QCOMPARE(row->text(2), QStringLiteral("10 – 19"));
    QCOMPARE(row->text(3), QStringLiteral("worker (4242) by descriptor 3"));
    QCOMPARE(row->text(4), QStringLiteral("waiter (4243); deadlock: 4242, 4243"));

    // If the range has a meaning for the programs that use the file, the meaning is shown beside it.
    report.format = "sqlite-db";
    report.formats = {{"sqlite-db", 0.9, {}}};
    lock.mode = KernelLock::Mode::Write;
    lock.start = lock.end.emplace(0x40000001);
    pane.setReport(report);
    QCOMPARE(child<FactsTable>(pane, "kernelLocks").topLevelItem(0)->text(2),
             QStringLiteral("1073741825 – 1073741825 · RESERVED: prepares to write, others may still read"));
}

void tst_DetailsPane::emptyPagesAreHidden()
{
    DetailsPane pane;
    const auto &pages = child<QTabWidget>(pane, "detailPages");
    const auto offered = [&] {
        QStringList titles;
        for (int i = 0; i < pages.count(); ++i) {
            if (pages.isTabVisible(i))
                titles += pages.tabText(i);
        }
        return titles;
    };
    pane.setReport(fullReport());
    QCOMPARE(offered(), QStringList({QStringLiteral("Evidence"), QStringLiteral("Content"), QStringLiteral("Process"),
                                     QStringLiteral("Kernel locks"), QStringLiteral("Format"),
                                     QStringLiteral("History"), QStringLiteral("File")}));
    pane.setReport(sampleReport("/t/free.lock"));
    QCOMPARE(offered(), QStringList({QStringLiteral("Evidence"), QStringLiteral("Content"), QStringLiteral("Format"),
                                     QStringLiteral("History"), QStringLiteral("File")}));
}

void tst_DetailsPane::openPageStaysWhenTheLockChanges()
{
    DetailsPane pane;
    auto &pages = child<QTabWidget>(pane, "detailPages");
    pane.setReport(fullReport());
    pages.setCurrentIndex(1);
    auto report = fullReport();
    report.content = " 4243\n";
    pane.setReport(report);
    QCOMPARE(pages.currentIndex(), 1);
    QCOMPARE(child<QPlainTextEdit>(pane, "contentText").toPlainText(), QStringLiteral(" 4243↵"));
}

void tst_DetailsPane::selectedFactsCanBeCopied()
{
    DetailsPane pane;
    pane.setReport(fullReport());
    pane.show();
    auto &evidence = child<FactsTable>(pane, "evidence");
    evidence.selectAll();
    QTest::keyClick(&evidence, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Held\tthe kernel lists a flock on it\t/proc/locks"));

    const auto &process = child<FactList>(pane, "process");
    const auto values = process.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(values, [](const QLabel *label) {
        return label->text().contains(QStringLiteral("--queue")) &&
               label->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard);
    }));
}

void tst_DetailsPane::contentShowsControlCharacters()
{
    auto report = fullReport();
    report.content = std::string("a\tb\n\0c\x7f\xff\xe2\x80\xae", 11);
    report.size = report.content.size();
    DetailsPane pane;
    pane.setReport(report);
    QCOMPARE(child<QPlainTextEdit>(pane, "contentText").toPlainText(),
             QStringLiteral("a→\tb↵\n\\x00c\\x7f\\xff\\u202e"));
}

void tst_DetailsPane::largeContentIsMarkedAsTruncated()
{
    auto report = fullReport();
    report.size = 1000000;
    DetailsPane pane;
    pane.setReport(report);
    QCOMPARE(child<QLabel>(pane, "contentNote").text(), QStringLiteral("The first 6 of 1,000,000 bytes:"));
    report.content.clear();
    report.size = 0;
    pane.setReport(report);
    QCOMPARE(child<QLabel>(pane, "contentNote").text(), QStringLiteral("The file is empty."));
}

void tst_DetailsPane::hexDumpHasOffsetsBytesAndCharacters()
{
    QCOMPARE(hexDump(std::string("0123456789abcdef\n<b>", 20)),
             QStringLiteral("000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n"
                            "000010  0a 3c 62 3e                                       ·<b>"));
}

void tst_DetailsPane::markdownReportIsComplete()
{
    ProcessTree tree;
    tree.process.pid = 4242;
    tree.process.name = "worker";
    tree.ancestors.resize(1);
    tree.ancestors[0].pid = 4000;
    tree.ancestors[0].name = "parent";
    const auto text = reportMarkdown(fullReport(), {.host = QStringLiteral("box"),
                                                    .version = QStringLiteral("9.9"),
                                                    .time = WallTime(),
                                                    .tree = tree,
                                                    .waiting = {QStringLiteral("w (7) waits for it.")}});
    for (const auto *part : {"## Held: `/srv/app/app.lock`", "`Held by a process.`", "Proven", "/proc/locks",
                             "worker (4242)", "flock", "     4242", "Inspected on host `box`", "by Lockscope 9.9.",
                             "    parent (4000)", "      worker (4242)", "- `w (7) waits for it.`"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
}

void tst_DetailsPane::hostileNamesAreEscapedInMarkdown()
{
    auto report = sampleReport("/t/``<img src=x>`|\n# title");
    report.content = "```\n# title\n";
    report.size = report.content.size();
    report.evidence.push_back({.id = Evidence::Id::FileOpen,
                               .supports = Evidence::Supports::Nothing,
                               .finding = saying(QStringLiteral("a | b")),
                               .source = {}});
    const auto text = reportMarkdown(report, {});
    QVERIFY(text.startsWith(QStringLiteral("## Free: ``` /t/``<img src=x>`|\\x0a# title ```\n")));
    QVERIFY(text.contains(QStringLiteral("`a \\| b`")));
    for (const auto &line : text.split(u'\n'))
        QVERIFY2(!line.startsWith(QLatin1String("# ")) && !line.startsWith(QLatin1String("```")), qPrintable(line));
}

QTEST_MAIN(tst_DetailsPane)
#include "tst_detailspane.moc"

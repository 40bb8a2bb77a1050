// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "ui/help/manpage.h"

#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTreeWidget>

using namespace Lockscope::Ui;

/// Help: the manual in the window, the keyboard shortcuts, the introduction at the first start.
class tst_Help : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void macrosAreConverted_data();
    void macrosAreConverted();
    void manualOpensInTheWindow();
    void everyKeyIsListed();
    void introductionIsShownOnce();
};

void tst_Help::macrosAreConverted_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *page, const char *text) {
        QTest::newRow(page) << QByteArray(page) << QString::fromLatin1(text);
    };
    row(".SH SEE ALSO\n.BR lockscopectl (1),\n.BR flock (1)\n", "SEE ALSO\nlockscopectl(1), flock(1)");
    row(".TP\n.BI path: TEXT\nthe path contains\n.IR TEXT ;\n", "path:TEXT\nthe path contains TEXT;");
    row(".TP\n.BR a \\fR,\\fP b\nx\n", "a,b\nx");
    row("a \\- b\n.PP\nc\n", "a - b\nc");
    row(".\\\" comment\na <b> & c\n", "a <b> & c");
    row(".nf\nx  y\n\nz\n.fi\n", "x  y\n\nz");
    row(".B \"two  words\"\n", "two  words");
}

void tst_Help::macrosAreConverted()
{
    QFETCH(const QByteArray, page);
    QFETCH(const QString, text);
    QTextDocument document;
    document.setHtml(manPageHtml(page));
    QCOMPARE(document.toPlainText().replace(QChar::Nbsp, u' ').trimmed().simplified(), QString(text).simplified());
}

void tst_Help::manualOpensInTheWindow()
{
    WindowFixture fixture;
    QVERIFY(fixture.show());
    QTest::keyClick(&fixture.window(), Qt::Key_F1);
    auto *dialog = fixture.dialog("manualDialog");
    QVERIFY(dialog);
    const auto &pages = WindowFixture::childOf<QTabWidget>(*dialog, "manualPages");
    QCOMPARE(pages.count(), 3);
    for (int page = 0; page < pages.count(); ++page) {
        const auto text = qobject_cast<QTextBrowser *>(pages.widget(page))->toPlainText();
        QVERIFY2(text.contains(QStringLiteral("SEE ALSO")), qPrintable(pages.tabText(page)));
        QVERIFY2(!text.contains(u'\\') || page > 0, qPrintable(pages.tabText(page)));
    }
}

void tst_Help::everyKeyIsListed()
{
    WindowFixture fixture;
    QVERIFY(fixture.show());
    fixture.child<QAction>("shortcuts").trigger();
    auto *dialog = fixture.dialog("shortcutsDialog");
    QVERIFY(dialog);
    const auto &table = WindowFixture::childOf<QTreeWidget>(*dialog, "shortcuts");
    for (const auto *name : {"find", "ask", "breakLock", "takeLock", "showWaiting", "manual"}) {
        const auto key = fixture.child<QAction>(name).shortcut().toString(QKeySequence::NativeText);
        QCOMPARE(table.findItems(key, Qt::MatchExactly).size(), 1);
    }
}

void tst_Help::introductionIsShownOnce()
{
    const QTemporaryDir home;
    const auto file = home.filePath(QStringLiteral("settings.ini"));
    {
        WindowFixture first(file);
        first.window().welcome();
        QVERIFY(first.show());
        QVERIFY(first.child<QWidget>("welcomeBar").isVisible());
        QTest::mouseClick(&first.child<QPushButton>("welcomeDismiss"), Qt::LeftButton);
        QVERIFY(!first.child<QWidget>("welcomeBar").isVisible());
    }
    WindowFixture second(file);
    second.window().welcome();
    QVERIFY(second.show());
    QVERIFY(!second.child<QWidget>("welcomeBar").isVisible());
}

QTEST_MAIN(tst_Help)
#include "tst_help.moc"

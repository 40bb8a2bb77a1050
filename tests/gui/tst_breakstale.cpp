// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/factstable.h"
#include "ui/locktableview.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// To break a lock that was left behind, and to be kept from breaking one that was not; to put back what was broken.
class tst_BreakStale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void staleLockIsBrokenAndPutBack();
    void keyboardAloneBreaksAndPutsBack();
    void enterAloneBreaksNothing();
    void lockThatIsNotProvedMustBeNamed();
    void kernelLockIsNotBrokenButItsHolderAskedToEnd();
    void holderThatDoesNotListenCanBeKilled();
    void severalAtOnceAreBrokenWhereItIsSafe();
    void lockThatWasTakenMeanwhileIsLeftAlone();
    void brokenLocksAreListed();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    /// A pid lock whose process has ended.
    void leaveBehind(const char *name) const
    {
        Actor actor;
        const auto word = Actor::word(path(name).toStdString());
        QCOMPARE(actor.say("acquire pid " + word + " 0"), "acquired");
        actor.kill(SIGKILL);
        QVERIFY(actor.waitForEnd());
    }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    void waitFor(const char *name, const char *verdict) const
    {
        QTRY_COMPARE(m_fixture->cell(QLatin1String(name), LockTable::VerdictColumn), QLatin1String(verdict));
    }
    /// With a plan in it.
    QWidget &openDialog(const char *name)
    {
        m_fixture->select(QLatin1String(name));
        m_fixture->child<QAction>("breakLock").trigger();
        return shownDialog();
    }
    QWidget &shownDialog()
    {
        auto *dialog = m_fixture->dialog("breakDialog");
        if (!dialog)
            qFatal("no dialog");
        [dialog] { QTRY_VERIFY(!WindowFixture::childOf<QLabel>(*dialog, "planSentence").text().isEmpty()); }();
        return *dialog;
    }
    static QPushButton &button(QWidget &dialog, const char *name)
    {
        return WindowFixture::childOf<QPushButton>(dialog, name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_BreakStale::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(m_folder->path().toStdString());
    QVERIFY(m_fixture->show());
}

void tst_BreakStale::staleLockIsBrokenAndPutBack()
{
    leaveBehind("app.pid");
    waitFor("app.pid", "Stale");
    auto &dialog = openDialog("app.pid");
    QVERIFY(WindowFixture::childOf<FactsTable>(dialog, "planSteps").topLevelItemCount() > 0);
    QVERIFY(!WindowFixture::childOf<QLineEdit>(dialog, "typedName").isVisible());
    QVERIFY(button(dialog, "breakButton").isEnabled());
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(!m_fixture->dialog("breakDialog"));
    QVERIFY(!QFile::exists(path("app.pid")));
    QTRY_VERIFY(m_fixture->child<QWidget>("undoBar").isVisible());
    QCOMPARE(m_fixture->text("undoText"), path("app.pid") + QStringLiteral(" was broken."));
    QTRY_COMPARE(m_fixture->rowOf(QStringLiteral("app.pid")), -1);

    QTest::mouseClick(&m_fixture->child<QPushButton>("undoButton"), Qt::LeftButton);
    QTRY_COMPARE(m_fixture->text("undoText"), path("app.pid") + QStringLiteral(" is back as it was."));
    QVERIFY(QFile::exists(path("app.pid")));
    waitFor("app.pid", "Stale");
}

void tst_BreakStale::keyboardAloneBreaksAndPutsBack()
{
    leaveBehind("app.pid");
    waitFor("app.pid", "Stale");
    auto &table = m_fixture->child<LockTableView>("lockTable");
    table.setFocus();
    QTRY_VERIFY(table.hasFocus());
    QTest::keyClick(&table, Qt::Key_Home);
    QTRY_VERIFY(m_fixture->child<QAction>("breakLock").isEnabled());
    QTest::keyClick(&table, Qt::Key_Delete);
    auto &dialog = shownDialog();
    QTest::keyClick(&dialog, Qt::Key_B, Qt::AltModifier);
    QTRY_VERIFY(!QFile::exists(path("app.pid")));
    QTRY_VERIFY(!m_fixture->dialog("breakDialog"));
    QTRY_VERIFY(m_fixture->child<QWidget>("undoBar").isVisible());
    QVERIFY(m_fixture->show()); // without a window manager nobody gives the window its focus back
    QTest::keyClick(&m_fixture->window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(QFile::exists(path("app.pid")));
}

void tst_BreakStale::enterAloneBreaksNothing()
{
    leaveBehind("app.pid");
    waitFor("app.pid", "Stale");
    auto &dialog = openDialog("app.pid");
    QTest::keyClick(&dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_fixture->dialog("breakDialog"));
    QVERIFY(QFile::exists(path("app.pid")));
}

void tst_BreakStale::lockThatIsNotProvedMustBeNamed()
{
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + Actor::word(path("app.pid").toStdString()) + " 0"), "acquired");
    waitFor("app.pid", "Held");
    auto &dialog = openDialog("app.pid");
    const auto judgement = WindowFixture::childOf<QLabel>(dialog, "planJudgement").text();
    QVERIFY2(judgement.contains(QString::fromStdString(holder.pidText())), qPrintable(judgement));
    auto &typed = WindowFixture::childOf<QLineEdit>(dialog, "typedName");
    QVERIFY(typed.isVisible());
    QVERIFY(!button(dialog, "breakButton").isEnabled());
    QTest::keyClicks(&typed, QStringLiteral("app.pi"));
    QVERIFY(!button(dialog, "breakButton").isEnabled());
    QTest::keyClicks(&typed, QStringLiteral("d"));
    QVERIFY(button(dialog, "breakButton").isEnabled());
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(!QFile::exists(path("app.pid")));
}

void tst_BreakStale::kernelLockIsNotBrokenButItsHolderAskedToEnd()
{
    Actor holder;
    QCOMPARE(holder.say("flock", path("app.lock").toStdString()), "held");
    waitFor("app.lock", "Held");
    auto &dialog = openDialog("app.lock");
    QVERIFY(!button(dialog, "breakButton").isEnabled());
    QVERIFY(!WindowFixture::childOf<QLineEdit>(dialog, "typedName").isVisible());
    QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("askHolder")));
    QTest::mouseClick(&button(dialog, "askHolder"), Qt::LeftButton);
    QVERIFY(holder.waitForEnd());
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(dialog, "signalAnswer").text(),
                 QStringLiteral("Nobody holds it any more."));
    QVERIFY(QFile::exists(path("app.lock")));
}

void tst_BreakStale::holderThatDoesNotListenCanBeKilled()
{
    // flock(1) of a shell that does not listen to SIGTERM.
    const auto lock = path("app.lock").toStdString();
    Actor holder(
        {"/bin/sh", "-c", "trap '' TERM; exec 9>>\"$0\"; flock 9; echo held; while read -r line; do :; done", lock});
    QCOMPARE(holder.listen(), "held");
    waitFor("app.lock", "Held");
    auto &dialog = openDialog("app.lock");
    QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("askHolder")));
    QTest::mouseClick(&button(dialog, "askHolder"), Qt::LeftButton);
    QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("killHolder")));
    QTest::mouseClick(&button(dialog, "killHolder"), Qt::LeftButton);
    QVERIFY(holder.waitForEnd());
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(dialog, "signalAnswer").text(),
                 QStringLiteral("Nobody holds it any more."));
}

void tst_BreakStale::severalAtOnceAreBrokenWhereItIsSafe()
{
    leaveBehind("one.pid");
    leaveBehind("two.pid");
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + Actor::word(path("held.pid").toStdString()) + " 0"), "acquired");
    waitFor("one.pid", "Stale");
    waitFor("two.pid", "Stale");
    waitFor("held.pid", "Held");
    m_fixture->child<LockTableView>("lockTable").selectAll();
    m_fixture->child<QAction>("breakLock").trigger();
    auto &dialog = shownDialog();
    auto &list = WindowFixture::childOf<QListWidget>(dialog, "breakList");
    QCOMPARE(list.count(), 3);
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(dialog, "breakAnswer").text(),
                 QStringLiteral("2 of 3 broken. They can be put back."));
    QVERIFY(!QFile::exists(path("one.pid")) && !QFile::exists(path("two.pid")) && QFile::exists(path("held.pid")));
    QTest::mouseClick(&button(dialog, "breakClose"), Qt::LeftButton);

    auto &undo = m_fixture->child<QAction>("undoBreak");
    undo.trigger();
    undo.trigger();
    QTRY_VERIFY(QFile::exists(path("one.pid")) && QFile::exists(path("two.pid")));
}

void tst_BreakStale::lockThatWasTakenMeanwhileIsLeftAlone()
{
    leaveBehind("app.pid");
    waitFor("app.pid", "Stale");
    auto &dialog = openDialog("app.pid");
    // Somebody else removes it and takes it.
    QVERIFY(QFile::remove(path("app.pid")));
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + Actor::word(path("app.pid").toStdString()) + " 0"), "acquired");
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(!WindowFixture::childOf<QLabel>(dialog, "breakAnswer").text().isEmpty());
    QVERIFY(QFile::exists(path("app.pid")));
    QVERIFY(m_fixture->dialog("breakDialog"));
    QVERIFY(!m_fixture->child<QWidget>("undoBar").isVisible());
}

void tst_BreakStale::brokenLocksAreListed()
{
    leaveBehind("app.pid");
    waitFor("app.pid", "Stale");
    auto &dialog = openDialog("app.pid");
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(!QFile::exists(path("app.pid")));
    m_fixture->child<QAction>("showBroken").trigger();
    auto *list = m_fixture->dialog("brokenDialog");
    QVERIFY(list);
    auto &table = WindowFixture::childOf<FactsTable>(*list, "brokenTable");
    QTRY_VERIFY(table.topLevelItemCount() > 0);
    QCOMPARE(table.topLevelItem(0)->text(0), path("app.pid"));
    QTest::mouseClick(&button(*list, "putBack"), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(path("app.pid")));
}

QTEST_MAIN(tst_BreakStale)
#include "tst_breakstale.moc"

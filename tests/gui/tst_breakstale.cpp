// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/breakscene.h"
#include "gui/failonwarnings.h"
#include "support/actor.h"
#include "ui/breaking/breakdialog.h"
#include "ui/locks/locktableview.h"
#include "ui/widgets/factstable.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPoint>
#include <QPushButton>
#include <QTest>
#include <QWindow>

#include <cerrno>
#include <csignal>
#include <functional>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Breaking a stale lock, and being prevented from breaking another one.
class tst_BreakStale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_scene.reset(); }

    void staleLockIsBrokenAndRestored();
    void keyboardBreaksAndRestores();
    void enterDoesNotConfirmABreak();
    void missingPermissionIsReportedBeforehand();
    void unprovenBreakRequiresTypedName();
    void holderOfKernelLockIsAskedToExitInstead();
    void holderThatIgnoresSigtermCanBeKilled();
    void buttonNeverSignalsTheNextHolder();
    void severalLocksAreBrokenIfSafe();
    void lockAcquiredInTheMeantimeIsKept();

private:
    static QPushButton &button(QWidget &dialog, const char *name) { return BreakScene::button(dialog, name); }

    std::unique_ptr<BreakScene> m_scene;
};

void tst_BreakStale::init()
{
    failOnWarnings();
    m_scene = std::make_unique<BreakScene>();
}

void tst_BreakStale::staleLockIsBrokenAndRestored()
{
    m_scene->makeStale("app.pid");
    m_scene->waitFor("app.pid", "Stale");
    auto &dialog = m_scene->openDialog("app.pid");
    QVERIFY(WindowFixture::childOf<FactsTable>(dialog, "planSteps").topLevelItemCount() > 0);
    QVERIFY(!WindowFixture::childOf<QLineEdit>(dialog, "typedName").isVisible());
    QVERIFY(button(dialog, "breakButton").isEnabled());
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(!m_scene->window().dialog("breakDialog"));
    QVERIFY(!QFile::exists(m_scene->path("app.pid")));
    QTRY_VERIFY(m_scene->window().child<QWidget>("undoBar").isVisible());
    QCOMPARE(m_scene->window().text("undoText"), m_scene->path("app.pid") + QStringLiteral(" was broken."));
    QTRY_COMPARE(m_scene->window().rowOf(QStringLiteral("app.pid")), -1);

    QTest::mouseClick(&m_scene->window().child<QPushButton>("undoButton"), Qt::LeftButton);
    QTRY_COMPARE(m_scene->window().text("undoText"), m_scene->path("app.pid") + QStringLiteral(" was restored."));
    QVERIFY(QFile::exists(m_scene->path("app.pid")));
    m_scene->waitFor("app.pid", "Stale");
}

void tst_BreakStale::keyboardBreaksAndRestores()
{
    m_scene->makeStale("app.pid");
    m_scene->waitFor("app.pid", "Stale");
    auto &table = m_scene->window().child<LockTableView>("lockTable");
    table.setFocus();
    QTRY_VERIFY(table.hasFocus());
    QTest::keyClick(&table, Qt::Key_Home);
    QTRY_VERIFY(m_scene->window().child<QAction>("breakLock").isEnabled());
    QTest::keyClick(&table, Qt::Key_Delete);
    auto &dialog = m_scene->shownDialog();
    QTest::keyClick(&dialog, Qt::Key_B, Qt::AltModifier);
    QTRY_VERIFY(!QFile::exists(m_scene->path("app.pid")));
    QTRY_VERIFY(!m_scene->window().dialog("breakDialog"));
    QTRY_VERIFY(m_scene->window().child<QWidget>("undoBar").isVisible());
    QVERIFY(m_scene->window().show()); // without a window manager, the window does not regain the focus
    QTest::keyClick(&m_scene->window().window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(QFile::exists(m_scene->path("app.pid")));
}

void tst_BreakStale::enterDoesNotConfirmABreak()
{
    m_scene->makeStale("app.pid");
    m_scene->waitFor("app.pid", "Stale");
    auto &dialog = m_scene->openDialog("app.pid");
    QTest::keyClick(&dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_scene->window().dialog("breakDialog"));
    QVERIFY(QFile::exists(m_scene->path("app.pid")));
}

namespace {

/// The directories of tests are writable, so the system's answer is invented.
class ForbiddenBreaks : public BreakController
{
public:
    void plan(QObject &, Paths paths, std::function<void(Plans)> use) override
    {
        BreakPlan plan;
        plan.report.path = paths.front();
        plan.report.verdict.state = Verdict::State::Stale;
        plan.permission = BreakPlan::Permission::Safe;
        errno = EACCES;
        plan.missingPermission = Failure::fromErrno(LockErrc::BreakFailed, "faccessat", paths.front());
        use({plan});
    }
};

} // namespace

void tst_BreakStale::missingPermissionIsReportedBeforehand()
{
    ForbiddenBreaks desk;
    BreakDialog dialog(desk, {"/srv/a b.pid"});
    dialog.show();
    const auto judgement = WindowFixture::childOf<QLabel>(dialog, "planJudgement").text();
    QVERIFY2(!judgement.contains(QStringLiteral("Safe to break")), qPrintable(judgement));
    QVERIFY2(judgement.contains(QStringLiteral("You do not have permission to break it. ")), qPrintable(judgement));
    QVERIFY2(judgement.contains(QStringLiteral("sudo lockscopectl break '/srv/a b.pid'")), qPrintable(judgement));
    QVERIFY(!button(dialog, "breakButton").isEnabled());
    QVERIFY(!WindowFixture::childOf<QLabel>(dialog, "planUndo").isVisible());
}

void tst_BreakStale::unprovenBreakRequiresTypedName()
{
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + m_scene->word("app.pid") + " 0"), "acquired");
    m_scene->waitFor("app.pid", "Held");
    auto &dialog = m_scene->openDialog("app.pid");
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
    QTRY_VERIFY(!QFile::exists(m_scene->path("app.pid")));
}

void tst_BreakStale::holderOfKernelLockIsAskedToExitInstead()
{
    Actor holder;
    QCOMPARE(holder.say("flock", m_scene->path("app.lock").toStdString()), "held");
    m_scene->waitFor("app.lock", "Held");
    auto &dialog = m_scene->openDialog("app.lock");
    QVERIFY(!button(dialog, "breakButton").isEnabled());
    QVERIFY(!WindowFixture::childOf<QLineEdit>(dialog, "typedName").isVisible());
    QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("askHolder")));
    QTest::mouseClick(&button(dialog, "askHolder"), Qt::LeftButton);
    QVERIFY(holder.waitForEnd());
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(dialog, "signalAnswer").text(),
                 QStringLiteral("No process holds the lock any more."));
    QVERIFY(QFile::exists(m_scene->path("app.lock")));
}

void tst_BreakStale::holderThatIgnoresSigtermCanBeKilled()
{
    // flock(1) of a shell that ignores SIGTERM.
    const auto lock = m_scene->path("app.lock").toStdString();
    Actor holder(
        {"/bin/sh", "-c", "trap '' TERM; exec 9>>\"$0\"; flock 9; echo held; while read -r line; do :; done", lock});
    QCOMPARE(holder.listen(), "held");
    m_scene->waitFor("app.lock", "Held");
    auto &dialog = m_scene->openDialog("app.lock");
    QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("askHolder")));
    QTest::mouseClick(&button(dialog, "askHolder"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QPushButton *>(QStringLiteral("killHolder")), 30000);
    QTest::mouseClick(&button(dialog, "killHolder"), Qt::LeftButton);
    QVERIFY(holder.waitForEnd());
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(dialog, "signalAnswer").text(),
                 QStringLiteral("No process holds the lock any more."));
}

/// Three jobs queue for a lock. Pressing the button of the first one repeatedly must not terminate the second one.
void tst_BreakStale::buttonNeverSignalsTheNextHolder()
{
    const auto lock = m_scene->path("job.lock").toStdString();
    Actor first;
    QCOMPARE(first.say("flock", lock), "held");
    Actor second;
    second.send("wait-flock " + m_scene->word("job.lock"));
    QCOMPARE(second.listen(), "waiting");
    m_scene->waitFor("job.lock", "Held");
    auto &dialog = m_scene->openDialog("job.lock");
    QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("askHolder")));
    const auto place = button(dialog, "askHolder").mapTo(&dialog, QPoint(5, 5));
    // Sent to the window, because the button may be disabled or absent.
    const auto click = [&dialog, place] { QTest::mouseClick(dialog.windowHandle(), Qt::LeftButton, {}, place); };
    click();
    click();
    QVERIFY(first.waitForEnd());
    QCOMPARE(second.listen(), "acquired");
    auto &newcomers = WindowFixture::childOf<QLabel>(dialog, "newHolders");
    QTRY_VERIFY_WITH_TIMEOUT(newcomers.text().contains(QString::fromStdString(second.pidText())), 30000);
    QTRY_VERIFY(WindowFixture::childOf<QLabel>(dialog, "holderName").text().endsWith(QStringLiteral("exited")));
    for (auto *each : dialog.findChildren<QPushButton *>(QStringLiteral("askHolder")))
        QVERIFY(!each->isEnabled() || !each->isVisible());
    click();
    QCOMPARE(second.say("unlock", lock), "unlocked");
}

void tst_BreakStale::severalLocksAreBrokenIfSafe()
{
    m_scene->makeStale("one.pid");
    m_scene->makeStale("two.pid");
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + m_scene->word("held.pid") + " 0"), "acquired");
    m_scene->waitFor("one.pid", "Stale");
    m_scene->waitFor("two.pid", "Stale");
    m_scene->waitFor("held.pid", "Held");
    m_scene->window().child<LockTableView>("lockTable").selectAll();
    m_scene->window().child<QAction>("breakLock").trigger();
    auto &dialog = m_scene->shownDialog();
    auto &list = WindowFixture::childOf<QListWidget>(dialog, "breakList");
    QCOMPARE(list.count(), 3);
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(dialog, "breakAnswer").text(),
                 QStringLiteral("2 of 3 locks broken. They can be restored."));
    QVERIFY(!QFile::exists(m_scene->path("one.pid")) && !QFile::exists(m_scene->path("two.pid")) &&
            QFile::exists(m_scene->path("held.pid")));
    QTest::mouseClick(&button(dialog, "breakClose"), Qt::LeftButton);

    auto &undo = m_scene->window().child<QAction>("undoBreak");
    undo.trigger();
    undo.trigger();
    QTRY_VERIFY(QFile::exists(m_scene->path("one.pid")) && QFile::exists(m_scene->path("two.pid")));
}

void tst_BreakStale::lockAcquiredInTheMeantimeIsKept()
{
    m_scene->makeStale("app.pid");
    m_scene->waitFor("app.pid", "Stale");
    auto &dialog = m_scene->openDialog("app.pid");
    // Another process removes and acquires it.
    QVERIFY(QFile::remove(m_scene->path("app.pid")));
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + m_scene->word("app.pid") + " 0"), "acquired");
    QTest::mouseClick(&button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(!WindowFixture::childOf<QLabel>(dialog, "breakAnswer").text().isEmpty());
    QVERIFY(QFile::exists(m_scene->path("app.pid")));
    QVERIFY(m_scene->window().dialog("breakDialog"));
    QVERIFY(!m_scene->window().child<QWidget>("undoBar").isVisible());
}

QTEST_MAIN(tst_BreakStale)
#include "tst_breakstale.moc"

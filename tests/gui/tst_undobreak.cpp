// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/breakscene.h"
#include "gui/failonwarnings.h"
#include "support/actor.h"
#include "ui/widgets/factstable.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// To put back what was broken by mistake: at once, later, and not where somebody took the lock meanwhile.
class tst_UndoBreak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_scene.reset(); }

    void everythingOfItComesBack();
    void lockThatWasTakenMeanwhileIsLeftToItsHolder();
    void brokenLockIsPutBackByAnotherWindow();
    void sameLockIsNotPutBackTwice();

private:
    void breakLock(const char *name)
    {
        m_scene->waitFor(name, "Stale");
        QTest::mouseClick(&BreakScene::button(m_scene->openDialog(name), "breakButton"), Qt::LeftButton);
        QTRY_VERIFY(!QFile::exists(m_scene->path(name)));
        QTRY_VERIFY(!m_scene->window().dialog("breakDialog"));
    }
    void pressUndo() { QTest::mouseClick(&m_scene->window().child<QPushButton>("undoButton"), Qt::LeftButton); }

    std::unique_ptr<BreakScene> m_scene;
};

void tst_UndoBreak::init()
{
    failOnWarnings();
    m_scene = std::make_unique<BreakScene>();
}

void tst_UndoBreak::everythingOfItComesBack()
{
    m_scene->leaveBehind("app.pid");
    const auto path = m_scene->path("app.pid");
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto content = m_scene->content("app.pid");
    const QFileInfo before(path);
    const auto modified = before.lastModified();
    const auto permissions = before.permissions();
    breakLock("app.pid");
    QTRY_VERIFY(m_scene->window().child<QWidget>("undoBar").isVisible());
    pressUndo();
    QTRY_VERIFY(QFile::exists(path));
    const QFileInfo after(path);
    QCOMPARE(m_scene->content("app.pid"), content);
    QCOMPARE(after.lastModified(), modified);
    QCOMPARE(after.permissions(), permissions);
    m_scene->waitFor("app.pid", "Stale");
}

void tst_UndoBreak::lockThatWasTakenMeanwhileIsLeftToItsHolder()
{
    m_scene->leaveBehind("app.pid");
    breakLock("app.pid");
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + m_scene->word("app.pid") + " 0"), "acquired");
    m_scene->waitFor("app.pid", "Held");
    pressUndo();
    const auto said = QString::fromStdString(holder.pidText());
    QTRY_VERIFY2(m_scene->window().text("undoText").contains(said), qPrintable(m_scene->window().text("undoText")));
    QCOMPARE(m_scene->content("app.pid").trimmed(), said.toLatin1());
}

void tst_UndoBreak::brokenLockIsPutBackByAnotherWindow()
{
    m_scene->leaveBehind("app.pid");
    breakLock("app.pid");
    m_scene->openAnotherWindow();
    m_scene->window().child<QAction>("showBroken").trigger();
    auto *list = m_scene->window().dialog("brokenDialog");
    QVERIFY(list);
    auto &table = WindowFixture::childOf<FactsTable>(*list, "brokenTable");
    QTRY_VERIFY(table.topLevelItemCount() > 0);
    QCOMPARE(table.topLevelItem(0)->text(0), m_scene->path("app.pid"));
    QTest::mouseClick(&BreakScene::button(*list, "putBack"), Qt::LeftButton);
    QTRY_VERIFY(QFile::exists(m_scene->path("app.pid")));
}

void tst_UndoBreak::sameLockIsNotPutBackTwice()
{
    m_scene->leaveBehind("app.pid");
    breakLock("app.pid");
    auto &undo = m_scene->window().child<QAction>("undoBreak");
    undo.trigger();
    undo.trigger();
    QTRY_VERIFY(QFile::exists(m_scene->path("app.pid")));
    QTRY_VERIFY(!m_scene->window().child<QPushButton>("undoButton").isVisible());
    QVERIFY(QFile::remove(m_scene->path("app.pid")));
    undo.trigger();
    m_scene->window().watcher().refresh();
    QVERIFY(!QFile::exists(m_scene->path("app.pid")));
}

QTEST_MAIN(tst_UndoBreak)
#include "tst_undobreak.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/breakscene.h"
#include "gui/failonwarnings.h"
#include "support/actor.h"
#include "ui/locks/locktableview.h"
#include "ui/widgets/factstable.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Restoring what was broken by mistake: immediately, later, and not if the lock was acquired in the meantime.
class tst_UndoBreak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_scene.reset(); }

    void contentAndMetadataAreRestored();
    void lockAcquiredInTheMeantimeIsKept();
    void brokenLockIsRestoredByAnotherWindow();
    void sameLockIsNotRestoredTwice();
    void locksBrokenTogetherAreRestoredTogether();
    void buttonNamesWhatItRestores();
    void brokenLockIsDeletedPermanently();

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

void tst_UndoBreak::contentAndMetadataAreRestored()
{
    m_scene->makeStale("app.pid");
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

void tst_UndoBreak::lockAcquiredInTheMeantimeIsKept()
{
    m_scene->makeStale("app.pid");
    breakLock("app.pid");
    Actor holder;
    QCOMPARE(holder.say("acquire pid " + m_scene->word("app.pid") + " 0"), "acquired");
    m_scene->waitFor("app.pid", "Held");
    pressUndo();
    const auto said = QString::fromStdString(holder.pidText());
    QTRY_VERIFY2(m_scene->window().text("undoText").contains(said), qPrintable(m_scene->window().text("undoText")));
    QCOMPARE(m_scene->content("app.pid").trimmed(), said.toLatin1());
}

void tst_UndoBreak::brokenLockIsRestoredByAnotherWindow()
{
    m_scene->makeStale("app.pid");
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

void tst_UndoBreak::sameLockIsNotRestoredTwice()
{
    m_scene->makeStale("app.pid");
    breakLock("app.pid");
    auto &undo = m_scene->window().child<QAction>("undoBreak");
    undo.trigger();
    undo.trigger();
    QTRY_VERIFY(QFile::exists(m_scene->path("app.pid")));
    QTRY_VERIFY(!m_scene->window().child<QPushButton>("undoButton").isVisible());
    QVERIFY(QFile::remove(m_scene->path("app.pid")));
    QVERIFY(!undo.isEnabled());
    m_scene->window().watcher().refresh();
    QVERIFY(!QFile::exists(m_scene->path("app.pid")));
}

void tst_UndoBreak::locksBrokenTogetherAreRestoredTogether()
{
    for (const auto *name : {"one.pid", "two.pid", "three.pid"}) {
        m_scene->makeStale(name);
        m_scene->waitFor(name, "Stale");
    }
    auto &window = m_scene->window();
    window.child<LockTableView>("lockTable").selectAll();
    window.child<QAction>("breakLock").trigger();
    auto &dialog = m_scene->shownDialog();
    QTest::mouseClick(&BreakScene::button(dialog, "breakButton"), Qt::LeftButton);
    QTRY_VERIFY(window.text("undoText").startsWith(QStringLiteral("3 locks were broken")));
    QTest::mouseClick(&BreakScene::button(dialog, "breakClose"), Qt::LeftButton);
    for (const auto *name : {"one.pid", "two.pid", "three.pid"}) {
        QVERIFY(window.text("undoText").contains(QLatin1String(name)));
        QVERIFY(!QFile::exists(m_scene->path(name)));
    }
    QCOMPARE(window.child<QPushButton>("undoButton").text(), QStringLiteral("Restore all 3"));
    pressUndo();
    for (const auto *name : {"one.pid", "two.pid", "three.pid"})
        QTRY_VERIFY2(QFile::exists(m_scene->path(name)), name);
    QVERIFY(!window.child<QAction>("undoBreak").isEnabled());
}

void tst_UndoBreak::buttonNamesWhatItRestores()
{
    m_scene->makeStale("one.pid");
    m_scene->makeStale("two.pid");
    breakLock("one.pid");
    breakLock("two.pid");
    auto &window = m_scene->window();
    auto &button = window.child<QPushButton>("undoButton");
    QTRY_COMPARE(button.text(), QStringLiteral("Restore two.pid"));
    pressUndo();
    QTRY_VERIFY(QFile::exists(m_scene->path("two.pid")));
    QTRY_COMPARE(button.text(), QStringLiteral("Restore one.pid"));
    QVERIFY(!QFile::exists(m_scene->path("one.pid")));
    QCOMPARE(window.child<QAction>("undoBreak").text(), QStringLiteral("&Restore one.pid"));
    pressUndo();
    QTRY_VERIFY(QFile::exists(m_scene->path("one.pid")));
    QTRY_VERIFY(!button.isVisible());
}

void tst_UndoBreak::brokenLockIsDeletedPermanently()
{
    m_scene->makeStale("app.pid");
    breakLock("app.pid");
    auto &window = m_scene->window();
    window.child<QAction>("showBroken").trigger();
    auto *list = window.dialog("brokenDialog");
    QVERIFY(list);
    auto &table = WindowFixture::childOf<FactsTable>(*list, "brokenTable");
    QTRY_VERIFY(table.topLevelItemCount() > 0);
    QCOMPARE(table.topLevelItem(0)->text(0), m_scene->path("app.pid"));
    table.setCurrentItem(table.topLevelItem(0));
    QTest::mouseClick(&BreakScene::button(*list, "deleteBroken"), Qt::LeftButton);
    auto *question = qobject_cast<QMessageBox *>(window.dialog("deleteQuestion"));
    QVERIFY(question);
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    for (auto *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QTRY_COMPARE(WindowFixture::childOf<QLabel>(*list, "brokenAnswer").text(),
                 m_scene->path("app.pid") + QStringLiteral(" was deleted."));
    QTRY_VERIFY(table.findItems(m_scene->path("app.pid"), Qt::MatchExactly).isEmpty());
    QVERIFY(QDir(QFileInfo(m_scene->path("app.pid")).path())
                .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                .isEmpty());
    QVERIFY(!window.child<QAction>("undoBreak").isEnabled());
}

QTEST_MAIN(tst_UndoBreak)
#include "tst_undobreak.moc"

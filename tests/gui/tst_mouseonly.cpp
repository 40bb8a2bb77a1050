// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/breakscene.h"
#include "gui/failonwarnings.h"
#include "gui/mouse.h"
#include "support/actor.h"
#include "ui/locks/locktableview.h"
#include "ui/model/lockcategory.h"
#include "ui/timeline/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <csignal>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Everything by mouse. Keys are pressed only to type the name of a new lock, which cannot be pointed at.
class tst_MouseOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_scene.reset(); }

    void holderIsFoundAndInspected();
    void folderIsAddedAndRemoved();
    void chipsNarrowTheTable();
    void headersSortAndHideColumns();
    void pathIsCopied();
    void staleLockIsBrokenAndRestored();
    void brokenLockIsRestoredLater();
    void lockIsAcquiredHeldAndReleased();
    void holderIsAskedToExit();
    void notificationIsRequested();
    void timelineIsNavigated();
    void settingsAreChanged();
    void windowIsQuit();

private:
    template <typename T>
    T &child(const char *name) const
    {
        return m_scene->window().child<T>(name);
    }
    QMainWindow &window() const { return m_scene->window().window(); }
    QAction &action(const char *name) const { return child<QAction>(name); }
    LockTableView &table() const { return child<LockTableView>("lockTable"); }
    QModelIndex row(const char *lock) const
    {
        return table().model()->index(m_scene->window().rowOf(QLatin1String(lock)), LockTable::LockColumn);
    }
    QByteArray hold(Actor &holder, const char *lock) const
    {
        return holder.say("flock", m_scene->path(lock).toStdString());
    }

    std::unique_ptr<BreakScene> m_scene;
};

void tst_MouseOnly::init()
{
    failOnWarnings();
    m_scene = std::make_unique<BreakScene>();
}

void tst_MouseOnly::holderIsFoundAndInspected()
{
    Actor holder;
    QCOMPARE(hold(holder, "app.lock"), "held");
    m_scene->makeStale("old.pid");
    m_scene->waitFor("app.lock", "Held");
    Mouse::click(table(), row("app.lock"));
    QCOMPARE(child<QLineEdit>("lockPath").text(), m_scene->path("app.lock"));
    auto &pages = child<QTabWidget>("detailPages");
    for (int page = 0; page < pages.count(); ++page) {
        if (!pages.isTabVisible(page))
            continue;
        Mouse::clickTab(pages, page);
        QCOMPARE(pages.currentIndex(), page);
    }
    auto &views = child<QTabWidget>("views");
    for (int view = views.count() - 1; view >= 0; --view) {
        Mouse::clickTab(views, view);
        QCOMPARE(views.currentIndex(), view);
    }
}

void tst_MouseOnly::folderIsAddedAndRemoved()
{
    QTemporaryDir top;
    const QDir folder(top.path());
    QVERIFY(folder.mkdir(QStringLiteral("locks")));
    QFile lock(folder.filePath(QStringLiteral("locks/other.lock")));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    const auto before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(top.path()));
    Mouse::clickTool(window(), action("openFolder"));
    QVERIFY(QDir::setCurrent(before));
    QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeModalWidget()));
    auto &dialog = *qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
    // With full paths or names only, as the user left it.
    const auto isInFull = dialog.viewMode() == QFileDialog::Detail;
    auto &list = WindowFixture::childOf<QAbstractItemView>(dialog, isInFull ? "treeView" : "listView");
    QTRY_COMPARE(list.model()->rowCount(list.rootIndex()), 1);
    Mouse::click(list, list.model()->index(0, 0, list.rootIndex()));
    Mouse::click(*WindowFixture::childOf<QDialogButtonBox>(dialog, "buttonBox").button(QDialogButtonBox::Open));
    QTRY_VERIFY(m_scene->window().rowOf(QStringLiteral("other.lock")) >= 0);

    auto &tree = child<QTreeWidget>("sourcesTree");
    const auto found = tree.findItems(folder.filePath(QStringLiteral("locks")), Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    Mouse::click(tree, tree.indexFromItem(found.first()));
    QTRY_COMPARE(m_scene->window().rows(), 1);
    Mouse::click(child<QWidget>("removeSourceButton"));
    QTRY_COMPARE(m_scene->window().rowOf(QStringLiteral("other.lock")), -1);
}

void tst_MouseOnly::chipsNarrowTheTable()
{
    Actor holder;
    QCOMPARE(hold(holder, "app.lock"), "held");
    m_scene->makeStale("old.pid");
    m_scene->waitFor("app.lock", "Held");
    m_scene->waitFor("old.pid", "Stale");
    const QByteArray chip = "chip" + QByteArray::number(static_cast<int>(LockCategory::Stale));
    Mouse::click(child<QWidget>(chip.constData()));
    QTRY_COMPARE(m_scene->window().rows(), 1);
    Mouse::click(child<QWidget>("chip0"));
    QTRY_COMPARE(m_scene->window().rows(), 2);
}

void tst_MouseOnly::headersSortAndHideColumns()
{
    m_scene->makeStale("a.pid");
    m_scene->makeStale("b.pid");
    m_scene->waitFor("a.pid", "Stale");
    m_scene->waitFor("b.pid", "Stale");
    auto &titles = *table().horizontalHeader();
    const auto at = [&](int column) {
        return QPoint(titles.sectionViewportPosition(column) + titles.sectionSize(column) / 2, titles.height() / 2);
    };
    Mouse::clickAt(*titles.viewport(), at(LockTable::LockColumn));
    QTRY_COMPARE(m_scene->window().rowOf(QStringLiteral("a.pid")), 0);
    Mouse::clickAt(*titles.viewport(), at(LockTable::LockColumn));
    QTRY_COMPARE(m_scene->window().rowOf(QStringLiteral("b.pid")), 0);

    Mouse::clickAt(*titles.viewport(), at(LockTable::LockColumn), Qt::RightButton);
    auto *menu = QApplication::activePopupWidget();
    QVERIFY(menu);
    auto *kind = menu->actions().at(LockTable::KindColumn);
    Mouse::clickAt(*menu, qobject_cast<QMenu *>(menu)->actionGeometry(kind).center());
    QTRY_VERIFY(table().isColumnHidden(LockTable::KindColumn));
}

void tst_MouseOnly::pathIsCopied()
{
    m_scene->makeStale("old.pid");
    m_scene->waitFor("old.pid", "Stale");
    Mouse::chooseAt(table(), row("old.pid"), action("copyPath"));
    QCOMPARE(QApplication::clipboard()->text(), m_scene->path("old.pid"));
}

void tst_MouseOnly::staleLockIsBrokenAndRestored()
{
    m_scene->makeStale("old.pid");
    m_scene->waitFor("old.pid", "Stale");
    Mouse::chooseAt(table(), row("old.pid"), action("breakLock"));
    auto &dialog = m_scene->shownDialog();
    auto &facts = WindowFixture::childOf<QTabWidget>(dialog, "planTables");
    QVERIFY(!facts.isVisible() && dialog.width() <= 600);
    Mouse::click(WindowFixture::childOf<QWidget>(dialog, "planUnfold"));
    QTRY_VERIFY(facts.isVisible());
    Mouse::clickTab(facts, 1);
    QCOMPARE(facts.currentIndex(), 1);
    Mouse::click(BreakScene::button(dialog, "breakButton"));
    QTRY_VERIFY(!QFile::exists(m_scene->path("old.pid")));
    QTRY_VERIFY(child<QWidget>("undoButton").isVisible());
    Mouse::click(child<QWidget>("undoButton"));
    m_scene->waitFor("old.pid", "Stale");
}

void tst_MouseOnly::brokenLockIsRestoredLater()
{
    m_scene->makeStale("old.pid");
    m_scene->waitFor("old.pid", "Stale");
    Mouse::click(table(), row("old.pid"));
    Mouse::clickTool(window(), action("breakLock"));
    Mouse::click(BreakScene::button(m_scene->shownDialog(), "breakButton"));
    QTRY_VERIFY(child<QWidget>("undoBar").isVisible());
    Mouse::click(child<QWidget>("undoDismiss"));
    Mouse::choose(window(), action("showBroken"));
    QTRY_VERIFY(m_scene->window().dialog("brokenDialog"));
    auto &dialog = *m_scene->window().dialog("brokenDialog");
    QTRY_VERIFY(BreakScene::button(dialog, "putBack").isEnabled());
    Mouse::click(BreakScene::button(dialog, "putBack"));
    QTRY_VERIFY2(
        QFile::exists(m_scene->path("old.pid")),
        qPrintable(WindowFixture::childOf<QLabel>(dialog, "brokenAnswer").text() +
                   QString::number(WindowFixture::childOf<QTreeWidget>(dialog, "brokenTable").topLevelItemCount())));
}

void tst_MouseOnly::lockIsAcquiredHeldAndReleased()
{
    Mouse::clickTool(window(), action("takeLock"));
    QTRY_VERIFY(m_scene->window().dialog("createDialog"));
    auto &dialog = *m_scene->window().dialog("createDialog");
    auto &kinds = WindowFixture::childOf<QListWidget>(dialog, "kindList");
    Mouse::click(kinds, kinds.indexFromItem(kinds.findItems(QStringLiteral("mkdir"), Qt::MatchExactly).constFirst()));
    auto &path = WindowFixture::childOf<QLineEdit>(dialog, "createPath");
    Mouse::click(path);
    QTest::keyClicks(&path, m_scene->path("mine"));
    Mouse::click(BreakScene::button(dialog, "takeLock"));
    m_scene->waitFor("mine.lock", "Held");
    QTRY_VERIFY(!m_scene->window().dialog("createDialog"));
    // The file exists before the window reports that it holds the lock; until then another button cancels the wait.
    QTRY_VERIFY([this] {
        const auto *button = window().findChild<QToolButton *>(QStringLiteral("releaseLock"));
        return button && button->text() == QStringLiteral("Release");
    }());
    Mouse::click(child<QWidget>("releaseLock"));
    QTRY_VERIFY(!QFile::exists(m_scene->path("mine.lock")));
}

void tst_MouseOnly::holderIsAskedToExit()
{
    Actor holder;
    QCOMPARE(hold(holder, "app.lock"), "held");
    m_scene->waitFor("app.lock", "Held");
    Mouse::chooseAt(table(), row("app.lock"), action("breakLock"));
    auto &dialog = m_scene->shownDialog();
    QTRY_VERIFY(dialog.findChild<QWidget *>(QStringLiteral("askHolder")));
    QVERIFY(!BreakScene::button(dialog, "breakButton").isEnabled());
    Mouse::click(BreakScene::button(dialog, "askHolder"));
    QVERIFY(holder.waitForEnd());
    Mouse::click(BreakScene::button(dialog, "breakClose"));
    QTRY_VERIFY(!m_scene->window().dialog("breakDialog"));
}

void tst_MouseOnly::notificationIsRequested()
{
    Actor holder;
    QCOMPARE(hold(holder, "app.lock"), "held");
    m_scene->waitFor("app.lock", "Held");
    Mouse::click(table(), row("app.lock"));
    Mouse::choose(window(), action("notifyFree"));
    QCOMPARE(holder.say("close", m_scene->path("app.lock").toStdString()), "closed");
    QTRY_COMPARE(m_scene->window().text("messageText"), QStringLiteral("app.lock is free."));
}

void tst_MouseOnly::timelineIsNavigated()
{
    Settings settings;
    m_scene->window().window().use(settings);
    Actor holder;
    QCOMPARE(hold(holder, "app.lock"), "held");
    m_scene->waitFor("app.lock", "Held");
    Mouse::clickTab(child<QTabWidget>("views"), 2);
    auto &timeline = child<TimelineView>("timeline");
    QTRY_VERIFY(timeline.isVisible());
    const auto span = timeline.scale().span;
    Mouse::click(child<QWidget>("timelineCloser"));
    QVERIFY(timeline.scale().span < span);
    Mouse::click(child<QWidget>("timelineFarther"));
    Mouse::click(child<QWidget>("timelineFarther"));
    QVERIFY(timeline.scale().span > span);
    Mouse::click(child<QWidget>("timelineAll"));
    Mouse::click(child<QWidget>("timelineNow"));
}

void tst_MouseOnly::settingsAreChanged()
{
    Mouse::choose(window(), action("settings"));
    QTRY_VERIFY(m_scene->window().dialog("settingsDialog"));
    auto &dialog = *m_scene->window().dialog("settingsDialog");
    auto &box = WindowFixture::childOf<QWidget>(dialog, "readKernelTable");
    Mouse::clickAt(box, {8, box.height() / 2});
    Mouse::click(*WindowFixture::childOf<QDialogButtonBox>(dialog, "settingsButtons").button(QDialogButtonBox::Ok));
    QTRY_VERIFY(!m_scene->window().dialog("settingsDialog"));
    QVERIFY(!Settings::of(m_scene->window().preferences()).readsKernelTable);
}

void tst_MouseOnly::windowIsQuit()
{
    Mouse::choose(window(), action("quit"));
    QTRY_VERIFY(!window().isVisible());
}

QTEST_MAIN(tst_MouseOnly)
#include "tst_mouseonly.moc"

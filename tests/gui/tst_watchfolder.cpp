// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/sources/pathtext.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Watching a folder: by pasting its path or by dropping it; and removing it again.
class tst_WatchFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void textsNamePaths_data();
    void textsNamePaths();
    void pastedFolderIsWatched();
    void invalidPathIsExplainedBesideTheField();
    void droppedTextAndFilesAreWatched();
    void sourceNarrowsTheTable();
    void countsFollowTheLocks();
    void removedSourceRemovesItsLocks();
    void singleFilesAreFoldedAndRemovedTogether();
    void wellKnownDirectoryIsOfferedAndCanBeDeclined();
    void sourcesAreSavedUnlessGivenOnTheCommandLine();

private:
    QTreeWidgetItem *item(const QString &name) const
    {
        const auto found =
            m_fixture->child<QTreeWidget>("sourcesTree").findItems(name, Qt::MatchFixedString | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.first();
    }
    void paste(const QString &text) const
    {
        QTest::keyClick(&m_fixture->window(), Qt::Key_L, Qt::ControlModifier);
        auto &box = m_fixture->child<QLineEdit>("pathBox");
        QTRY_VERIFY(box.hasFocus());
        QApplication::clipboard()->setText(text);
        QTest::keyClick(&box, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(&box, Qt::Key_Return);
    }
    static void makeLock(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_WatchFolder::init()
{
    failOnWarnings();
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->show());
}

void tst_WatchFolder::textsNamePaths_data()
{
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<bool>("isProblem");
    const auto row = [](const char *text, QStringList paths, bool isProblem = false) {
        QTest::newRow(text) << paths << isProblem;
    };
    const auto one = QStringList{QStringLiteral("/srv/a b")};
    row("/srv/a b", one);
    row("  /srv/a b \n", one);
    row("\"/srv/a b\"", one);
    row("'/srv/a b'", one);
    row("/srv/a\\ b", one);
    row("file:///srv/a%20b", one);
    row("FILE://localhost/srv/a%20b", one);
    row("file:/srv/a%20b", one);
    row("'/srv/a b' \"/x\"", {QStringLiteral("/srv/a b"), QStringLiteral("/x")});
    row("/srv/a b\r\n/x\n", {QStringLiteral("/srv/a b"), QStringLiteral("/x")});
    row("# a list\n/x", {QStringLiteral("/x")});
    row("'it''s", {}, true);
    row("", {});
    row("a.lock", {}, true);
    row("https://example.org/x", {}, true);
    row("file://elsewhere/x", {}, true);
    row("/x\nnonsense", {QStringLiteral("/x")}, true);
    row("~/locks", {QDir::homePath() + QStringLiteral("/locks")});
}

void tst_WatchFolder::textsNamePaths()
{
    QFETCH(const QStringList, paths);
    QFETCH(const bool, isProblem);
    const auto found = pathsOfText(QString::fromLatin1(QTest::currentDataTag()));
    QStringList texts;
    for (const auto &path : found.paths)
        texts += QString::fromStdString(path.native());
    QCOMPARE(texts, paths);
    QCOMPARE(!found.problem.isEmpty(), isProblem);
}

void tst_WatchFolder::pastedFolderIsWatched()
{
    const QTemporaryDir folder;
    makeLock(folder.filePath(QStringLiteral("one.lock")));
    paste(u'\'' + folder.path() + u'\'');
    QTRY_VERIFY(m_fixture->rowOf(QStringLiteral("one.lock")) >= 0);
    makeLock(folder.filePath(QStringLiteral("two.lock")));
    QTRY_VERIFY(m_fixture->rowOf(QStringLiteral("two.lock")) >= 0);
    QVERIFY(item(folder.path()));
    QVERIFY(m_fixture->child<QLineEdit>("pathBox").text().isEmpty());
}

void tst_WatchFolder::invalidPathIsExplainedBesideTheField()
{
    paste(QStringLiteral("<b>no</b> path"));
    auto &problem = m_fixture->child<QLabel>("pathProblem");
    QVERIFY(problem.isVisible());
    QCOMPARE(problem.textFormat(), Qt::PlainText);
    QCOMPARE(problem.text(), QStringLiteral("“<b>no</b> path” is not an absolute path."));
    QTest::keyClicks(&m_fixture->child<QLineEdit>("pathBox"), QStringLiteral("x"));
    QVERIFY(!problem.isVisible());
}

void tst_WatchFolder::droppedTextAndFilesAreWatched()
{
    const QTemporaryDir first;
    const QTemporaryDir second;
    for (const bool asText : {true, false}) {
        QMimeData mime;
        if (asText)
            mime.setText(u'"' + first.path() + u'"');
        else
            mime.setUrls({QUrl::fromLocalFile(second.path())});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_fixture->window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_fixture->window(), &drop);
    }
    QTRY_VERIFY(item(first.path()) && item(second.path()));
}

void tst_WatchFolder::sourceNarrowsTheTable()
{
    const QTemporaryDir first;
    const QTemporaryDir second;
    makeLock(first.filePath(QStringLiteral("one.lock")));
    makeLock(second.filePath(QStringLiteral("two.lock")));
    auto &tree = m_fixture->child<QTreeWidget>("sourcesTree");
    for (const auto *folder : {&first, &second}) {
        paste(folder->path());
        QTRY_VERIFY(item(folder->path()) && tree.currentItem() == item(folder->path()));
    }
    m_fixture->child<QAction>("clearFilter").trigger();
    QTRY_COMPARE(m_fixture->rows(), 2);
    tree.setCurrentItem(item(second.path()));
    QCOMPARE(m_fixture->rows(), 1);
    QVERIFY(m_fixture->rowOf(QStringLiteral("two.lock")) >= 0);
    auto &everything = m_fixture->child<QAction>("clearFilter");
    QTRY_VERIFY(everything.isEnabled());
    everything.trigger();
    QCOMPARE(m_fixture->rows(), 2);
}

void tst_WatchFolder::countsFollowTheLocks()
{
    const QTemporaryDir folder;
    const auto lock = folder.filePath(QStringLiteral("one.lock"));
    makeLock(lock);
    paste(folder.path());
    QTRY_VERIFY(item(folder.path()));
    QTRY_COMPARE(item(folder.path())->text(1), QStringLiteral("1"));
    QVERIFY(QFile::remove(lock));
    QTRY_COMPARE(item(folder.path())->text(1), QStringLiteral("0"));
}

void tst_WatchFolder::removedSourceRemovesItsLocks()
{
    const QTemporaryDir folder;
    makeLock(folder.filePath(QStringLiteral("one.lock")));
    paste(folder.path());
    QTRY_VERIFY(m_fixture->rowOf(QStringLiteral("one.lock")) >= 0);
    auto &tree = m_fixture->child<QTreeWidget>("sourcesTree");
    tree.setFocus();
    tree.setCurrentItem(item(folder.path()));
    QTest::keyClick(&tree, Qt::Key_Delete);
    QTRY_COMPARE(m_fixture->rowOf(QStringLiteral("one.lock")), -1);
    QVERIFY(!item(folder.path()));
}

void tst_WatchFolder::singleFilesAreFoldedAndRemovedTogether()
{
    const QTemporaryDir folder;
    QString all;
    for (const auto *name : {"one.lock", "two.lock", "three.lock", "four.lock"}) {
        makeLock(folder.filePath(QLatin1String(name)));
        all += folder.filePath(QLatin1String(name)) + u'\n';
    }
    const QTemporaryDir other;
    makeLock(other.filePath(QStringLiteral("other.lock")));
    paste(other.path());
    paste(all);
    QTRY_COMPARE(m_fixture->rows(), 5);
    auto &tree = m_fixture->child<QTreeWidget>("sourcesTree");
    auto *files = item(QStringLiteral("4 single file(s)"));
    QVERIFY(files);
    QVERIFY(files->parent() == item(other.path())->parent());
    QTRY_COMPARE(files->text(1), QStringLiteral("4"));
    tree.setCurrentItem(files);
    QCOMPARE(m_fixture->rows(), 4);
    tree.setFocus();
    QTest::keyClick(&tree, Qt::Key_Delete);
    QTRY_COMPARE(m_fixture->rows(), 1);
    QVERIFY(!item(QStringLiteral("4 single file(s)")) && item(other.path()));
}

void tst_WatchFolder::wellKnownDirectoryIsOfferedAndCanBeDeclined()
{
    const QTemporaryDir elsewhere;
    Actor actor;
    QCOMPARE(actor.say("flock", elsewhere.filePath(QStringLiteral("kernel.lock")).toStdString()), "held");
    m_fixture->window().sources().watchAsBefore();
    const auto kernel = QStringLiteral("kernel.lock");
    QTRY_VERIFY(m_fixture->rowOf(kernel) >= 0);
    auto *host = item(QStringLiteral("Kernel locks"));
    QVERIFY(host);
    QCOMPARE(host->checkState(0), Qt::Checked);
    host->setCheckState(0, Qt::Unchecked);
    QTRY_COMPARE(m_fixture->rowOf(kernel), -1);
    QVERIFY(!m_fixture->window().sources().places().kernelLocks);
}

void tst_WatchFolder::sourcesAreSavedUnlessGivenOnTheCommandLine()
{
    const QTemporaryDir home;
    const QTemporaryDir folder;
    const QTemporaryDir named;
    const auto file = home.filePath(QStringLiteral("settings.ini"));
    const auto isWatched = [](WindowFixture &fixture, const QTemporaryDir &place) {
        const auto &paths = fixture.window().sources().places().paths;
        return std::ranges::find(paths, std::filesystem::path(place.path().toStdString())) != paths.end();
    };
    {
        WindowFixture first(file);
        first.window().sources().watchAsBefore();
        first.window().sources().add({folder.path().toStdString()});
        QTRY_VERIFY(isWatched(first, folder));
    }
    {
        WindowFixture second(file);
        second.watch(named.path().toStdString());
        QTRY_VERIFY(isWatched(second, named));
        QVERIFY(!isWatched(second, folder));
    }
    WindowFixture third(file);
    third.window().sources().watchAsBefore();
    QTRY_VERIFY(isWatched(third, folder));
    QVERIFY(!isWatched(third, named));
}

QTEST_MAIN(tst_WatchFolder)
#include "tst_watchfolder.moc"

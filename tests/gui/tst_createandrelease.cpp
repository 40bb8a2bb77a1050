// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/create/markpreview.h"
#include "ui/locks/locktableview.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Acquiring a lock, seeing that this window holds it, and releasing it; waiting for a lock that another process holds.
class tst_CreateAndRelease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void previewMatchesTheWrittenContent_data();
    void previewMatchesTheWrittenContent();
    void badTemplateIsExplained();
    void acquiredLockIsHeldUntilReleased_data();
    void acquiredLockIsHeldUntilReleased();
    void waitEndsAfterRelease();
    void waitCanBeCancelled();
    void failedAttemptNamesTheHolder();
    void lostLockIsReported();
    void closingAsksAndReleases();
    void heldLockIsShownAndReleasedWithoutSources();
    void directoryOfReleasedLockIsNoLongerWatched();

private:
    std::string path(const char *name) const { return m_directory->filePath(QLatin1String(name)).toStdString(); }
    QWidget &openDialog()
    {
        m_fixture->child<QAction>("takeLock").trigger();
        auto *dialog = m_fixture->dialog("createDialog");
        Q_ASSERT(dialog);
        return *dialog;
    }
    static void fill(QWidget &dialog, const QString &kind, const std::string &path, int patience)
    {
        auto &kinds = WindowFixture::childOf<QListWidget>(dialog, "kindList");
        kinds.setCurrentItem(kinds.findItems(kind, Qt::MatchExactly).first());
        WindowFixture::childOf<QLineEdit>(dialog, "createPath").setText(QString::fromStdString(path));
        WindowFixture::childOf<QComboBox>(dialog, "createPatience").setCurrentIndex(patience);
    }
    static void press(QWidget &dialog, const char *button)
    {
        auto &widget = WindowFixture::childOf<QPushButton>(dialog, button);
        QVERIFY2(widget.isEnabled(), button);
        QTest::mouseClick(&widget, Qt::LeftButton);
    }
    static QString answer(const QWidget &dialog)
    {
        return WindowFixture::childOf<QLabel>(dialog, "createAnswer").text();
    }
    QAbstractButton *releaseButton() const
    {
        return m_fixture->window().findChild<QAbstractButton *>(QStringLiteral("releaseLock"));
    }

    static constexpr int TryOnce = 0;
    static constexpr int WaitForEver = 2;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_CreateAndRelease::init()
{
    failOnWarnings();
    m_directory = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(m_directory->path().toStdString());
    QVERIFY(m_fixture->show());
}

void tst_CreateAndRelease::previewMatchesTheWrittenContent_data()
{
    QTest::addColumn<QByteArray>("contentTemplate");
    QTest::newRow("zc") << QByteArray("{pid} on {hostname} {{}}");
    QTest::newRow("pid") << QByteArray();
    QTest::newRow("qlockfile") << QByteArray();
}

void tst_CreateAndRelease::previewMatchesTheWrittenContent()
{
    QFETCH(const QByteArray, contentTemplate);
    const std::string kind = QTest::currentDataTag();
    KindOptions options;
    if (!contentTemplate.isEmpty())
        options.contentTemplate = contentTemplate.toStdString();
    const auto preview = previewMark(kind, path("app.lock"), options);
    QVERIFY2(preview.problem.isEmpty(), qPrintable(preview.problem));
    QVERIFY(!QFile::exists(QString::fromStdString(path("app.lock"))));
    auto lock = makeLock(kind, path("app.lock"), options);
    QVERIFY(lock && (*lock)->acquire(std::chrono::seconds(0)));
    QFile file(QString::fromStdString(preview.parts.front().path.native()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray::fromStdString(preview.parts.front().content));
}

void tst_CreateAndRelease::badTemplateIsExplained()
{
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("zc"), path("app.lock"), TryOnce);
    auto &text = WindowFixture::childOf<QLineEdit>(dialog, "createTemplate");
    text.setText(QStringLiteral("{user}"));
    QVERIFY(!answer(dialog).isEmpty());
    QVERIFY(!WindowFixture::childOf<QPushButton>(dialog, "takeLock").isEnabled());
    text.setText(QStringLiteral("{pid}"));
    QVERIFY(answer(dialog).isEmpty());
    QVERIFY(WindowFixture::childOf<QPushButton>(dialog, "takeLock").isEnabled());
}

void tst_CreateAndRelease::acquiredLockIsHeldUntilReleased_data()
{
    QTest::addColumn<QString>("lock");
    QTest::newRow("zc") << QStringLiteral("app");
    QTest::newRow("mkdir") << QStringLiteral("app.lock");
    QTest::newRow("symlink") << QStringLiteral("app.lock");
}

void tst_CreateAndRelease::acquiredLockIsHeldUntilReleased()
{
    QFETCH(const QString, lock);
    auto &dialog = openDialog();
    fill(dialog, QString::fromLatin1(QTest::currentDataTag()), path("app"), TryOnce);
    press(dialog, "takeLock");
    QTRY_VERIFY(!m_fixture->dialog("createDialog"));
    QTRY_COMPARE(m_fixture->cell(lock, LockTable::VerdictColumn), QStringLiteral("Held"));
    QCOMPARE(m_fixture->cell(lock, LockTable::HolderColumn),
             QStringLiteral("this window (%1)").arg(QCoreApplication::applicationPid()));
    QVERIFY(m_fixture->child<QWidget>("heldLocks").isVisible());
    QVERIFY(releaseButton());
    QTest::mouseClick(releaseButton(), Qt::LeftButton);
    QTRY_VERIFY(!m_fixture->child<QWidget>("heldLocks").isVisible());
    QTRY_VERIFY(m_fixture->cell(lock, LockTable::VerdictColumn) != QStringLiteral("Held"));
}

void tst_CreateAndRelease::waitEndsAfterRelease()
{
    Actor actor;
    QCOMPARE(actor.say("flock", path("app.lock")), "held");
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("zc"), path("app.lock"), WaitForEver);
    press(dialog, "takeLock");
    QVERIFY(dialog.findChild<QProgressBar *>()->isVisible());
    QTRY_COMPARE(m_fixture->cell(QStringLiteral("app.lock"), LockTable::VerdictColumn), QStringLiteral("Held"));
    QVERIFY(m_fixture->dialog("createDialog"));
    QCOMPARE(actor.say("unlock", path("app.lock")), "unlocked");
    QTRY_VERIFY(!m_fixture->dialog("createDialog"));
    QTRY_VERIFY(m_fixture->cell(QStringLiteral("app.lock"), LockTable::HolderColumn).startsWith(QLatin1String("this")));
}

void tst_CreateAndRelease::waitCanBeCancelled()
{
    Actor actor;
    QCOMPARE(actor.say("flock", path("app.lock")), "held");
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("zc"), path("app.lock"), WaitForEver);
    press(dialog, "takeLock");
    press(dialog, "createClose");
    QTRY_COMPARE(answer(dialog), QStringLiteral("Wait cancelled."));
    QVERIFY(WindowFixture::childOf<QPushButton>(dialog, "takeLock").isEnabled());
    press(dialog, "createClose");
    QTRY_VERIFY(!m_fixture->dialog("createDialog"));
}

void tst_CreateAndRelease::failedAttemptNamesTheHolder()
{
    Actor actor;
    QCOMPARE(actor.say("acquire pid " + Actor::word(path("app.lock")) + " 0"), "acquired");
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("pid"), path("app.lock"), TryOnce);
    press(dialog, "takeLock");
    QTRY_VERIFY2(answer(dialog).contains(QString::fromStdString(actor.pidText())), qPrintable(answer(dialog)));
    QVERIFY(!releaseButton());
}

void tst_CreateAndRelease::lostLockIsReported()
{
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("pid"), path("app.lock"), TryOnce);
    press(dialog, "takeLock");
    QTRY_VERIFY(!m_fixture->dialog("createDialog"));
    QVERIFY(QFile::remove(QString::fromStdString(path("app.lock"))));
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->child<QWidget>("messageBar").isVisible(), 10000);
    QVERIFY(!m_fixture->child<QWidget>("heldLocks").isVisible());
}

void tst_CreateAndRelease::closingAsksAndReleases()
{
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("pid"), path("app.lock"), TryOnce);
    press(dialog, "takeLock");
    QTRY_VERIFY(releaseButton());
    QVERIFY(!m_fixture->window().close());
    auto *question = qobject_cast<QMessageBox *>(m_fixture->dialog("releaseQuestion"));
    QVERIFY(question);
    question->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!m_fixture->dialog("releaseQuestion"));
    QVERIFY(m_fixture->window().isVisible());

    QVERIFY(!m_fixture->window().close());
    question = qobject_cast<QMessageBox *>(m_fixture->dialog("releaseQuestion"));
    QVERIFY(question && question->defaultButton());
    question->defaultButton()->click();
    QTRY_VERIFY(!m_fixture->window().isVisible());
    QVERIFY(!QFile::exists(QString::fromStdString(path("app.lock"))));
}

void tst_CreateAndRelease::heldLockIsShownAndReleasedWithoutSources()
{
    auto &window = *m_fixture;
    window.child<QAction>("showSources").setChecked(false);
    auto &holding = window.child<QToolButton>("holdingLocks");
    auto &release = window.child<QAction>("releaseSelected");
    auto &inDetails = window.child<QPushButton>("releaseInDetails");
    QVERIFY(!holding.isVisible());
    QVERIFY(!release.isEnabled() && window.child<LockTableView>("lockTable").actions().contains(&release));
    const auto acquire = [&](const char *name) {
        auto &dialog = openDialog();
        fill(dialog, QStringLiteral("pid"), path(name), TryOnce);
        press(dialog, "takeLock");
        QTRY_VERIFY(!m_fixture->dialog("createDialog"));
    };
    acquire("one.lock");
    acquire("two.lock");
    QVERIFY(holding.isVisible());
    QCOMPARE(holding.text(), QStringLiteral("Holding 2 lock(s)"));

    QTRY_VERIFY(window.rowOf(QStringLiteral("one.lock")) >= 0 && window.rowOf(QStringLiteral("two.lock")) >= 0);
    window.select(QStringLiteral("one.lock"));
    QVERIFY(release.isEnabled());
    QVERIFY(inDetails.isVisible());
    QTest::mouseClick(&inDetails, Qt::LeftButton);
    QTRY_COMPARE(holding.text(), QStringLiteral("Holding 1 lock(s)"));
    QTRY_VERIFY(!QFile::exists(QString::fromStdString(path("one.lock"))));
    QTRY_VERIFY(!inDetails.isVisible());

    holding.menu()->actions().constFirst()->trigger();
    QTRY_VERIFY(!holding.isVisible());
    QVERIFY(!QFile::exists(QString::fromStdString(path("two.lock"))));
}

void tst_CreateAndRelease::directoryOfReleasedLockIsNoLongerWatched()
{
    const QTemporaryDir elsewhere;
    const auto lock = std::filesystem::path(elsewhere.filePath(QStringLiteral("app.lock")).toStdString());
    const auto isWatched = [&] {
        const auto &paths = m_fixture->window().sources().places().paths;
        return std::ranges::find(paths, lock) != paths.end();
    };
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("pid"), lock.native(), TryOnce);
    press(dialog, "takeLock");
    QTRY_VERIFY_WITH_TIMEOUT(isWatched(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->rowOf(QStringLiteral("app.lock")) >= 0, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(releaseButton(), 60'000);
    QTest::mouseClick(releaseButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!isWatched(), 60'000);
}

QTEST_MAIN(tst_CreateAndRelease)
#include "tst_createandrelease.moc"

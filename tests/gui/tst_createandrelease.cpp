// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/create/markpreview.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// To take a lock, to see that this window holds it, to give it up; to wait for one that another holds.
class tst_CreateAndRelease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void previewIsWhatIsWritten_data();
    void previewIsWhatIsWritten();
    void badTemplateIsExplained();
    void takenLockIsHeldByThisWindowUntilReleased_data();
    void takenLockIsHeldByThisWindowUntilReleased();
    void waitEndsWhenTheHolderGivesUp();
    void waitCanBeStopped();
    void triedOnceNamesTheHolder();
    void lockThatIsTakenAwayIsTold();
    void closingAsksAndReleases();

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

void tst_CreateAndRelease::previewIsWhatIsWritten_data()
{
    QTest::addColumn<QByteArray>("contentTemplate");
    QTest::newRow("zc") << QByteArray("{pid} on {hostname} {{}}");
    QTest::newRow("pid") << QByteArray();
}

void tst_CreateAndRelease::previewIsWhatIsWritten()
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

void tst_CreateAndRelease::takenLockIsHeldByThisWindowUntilReleased_data()
{
    QTest::addColumn<QString>("lock");
    QTest::newRow("zc") << QStringLiteral("app");
    QTest::newRow("mkdir") << QStringLiteral("app.lock");
    QTest::newRow("symlink") << QStringLiteral("app.lock");
}

void tst_CreateAndRelease::takenLockIsHeldByThisWindowUntilReleased()
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

void tst_CreateAndRelease::waitEndsWhenTheHolderGivesUp()
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

void tst_CreateAndRelease::waitCanBeStopped()
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

void tst_CreateAndRelease::triedOnceNamesTheHolder()
{
    Actor actor;
    QCOMPARE(actor.say("acquire pid " + Actor::word(path("app.lock")) + " 0"), "acquired");
    auto &dialog = openDialog();
    fill(dialog, QStringLiteral("pid"), path("app.lock"), TryOnce);
    press(dialog, "takeLock");
    QTRY_VERIFY2(answer(dialog).contains(QString::fromStdString(actor.pidText())), qPrintable(answer(dialog)));
    QVERIFY(!releaseButton());
}

void tst_CreateAndRelease::lockThatIsTakenAwayIsTold()
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

QTEST_MAIN(tst_CreateAndRelease)
#include "tst_createandrelease.moc"

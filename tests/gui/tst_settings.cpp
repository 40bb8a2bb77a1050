// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/settings/settings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/widgets/theme.h"

#include <lockscope/processfacts.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Choosing how Lockscope behaves, and entering the names of this host.
class tst_Settings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void settingsAreSavedAndApplied();
    void cancelChangesNothing();
    void defaultsAreRestored();
    void invalidValuesAreReplacedByDefaults();
    void namesOfThisHostAreSavedAndUsed();
    void unwritableNamesAreReported();

private:
    QWidget &open()
    {
        m_fixture->child<QAction>("settings").trigger();
        auto *dialog = m_fixture->dialog("settingsDialog");
        if (!dialog)
            qFatal("no dialog");
        return *dialog;
    }
    static void press(QWidget &dialog, QDialogButtonBox::StandardButton which)
    {
        auto &box = WindowFixture::childOf<QDialogButtonBox>(dialog, "settingsButtons");
        QTest::mouseClick(box.button(which), Qt::LeftButton);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_Settings::init()
{
    failOnWarnings();
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_directory->path()));
    m_fixture = std::make_unique<WindowFixture>(m_directory->filePath(QStringLiteral("settings.ini")));
    m_fixture->watch(m_directory->path().toStdString());
    QVERIFY(m_fixture->show());
}

void tst_Settings::cleanup()
{
    m_fixture.reset();
    applyTheme(*qApp, Theme::Light);
}

void tst_Settings::settingsAreSavedAndApplied()
{
    auto &dialog = open();
    auto &theme = WindowFixture::childOf<QComboBox>(dialog, "theme");
    theme.setCurrentIndex(theme.findData(static_cast<int>(Theme::Dark)));
    WindowFixture::childOf<QSpinBox>(dialog, "historyDays").setValue(7);
    WindowFixture::childOf<QCheckBox>(dialog, "watchAsBefore").setChecked(false);
    press(dialog, QDialogButtonBox::Ok);
    QTRY_VERIFY(!m_fixture->dialog("settingsDialog"));
    QVERIFY(isDark(QApplication::palette()));
    m_fixture.reset();

    Preferences again;
    again.keepIn(m_directory->filePath(QStringLiteral("settings.ini")));
    QVERIFY(again.waitUntilRead(std::chrono::seconds(10)));
    const auto settings = Settings::of(again);
    QCOMPARE(settings.theme, Theme::Dark);
    QCOMPARE(settings.historyDays, 7);
    QVERIFY(!settings.watchesAsBefore);
    QVERIFY(settings.keepsHistory);
}

void tst_Settings::cancelChangesNothing()
{
    auto &dialog = open();
    WindowFixture::childOf<QSpinBox>(dialog, "historyDays").setValue(7);
    press(dialog, QDialogButtonBox::Cancel);
    QTRY_VERIFY(!m_fixture->dialog("settingsDialog"));
    QVERIFY(Settings::of(m_fixture->preferences()) == Settings());
}

void tst_Settings::defaultsAreRestored()
{
    Settings other;
    other.historyDays = 3;
    other.keepsHistory = false;
    other.keepIn(m_fixture->preferences());
    auto &dialog = open();
    QVERIFY(!WindowFixture::childOf<QSpinBox>(dialog, "historyDays").isEnabled());
    press(dialog, QDialogButtonBox::RestoreDefaults);
    press(dialog, QDialogButtonBox::Ok);
    QTRY_VERIFY(!m_fixture->dialog("settingsDialog"));
    QVERIFY(Settings::of(m_fixture->preferences()) == Settings());
}

void tst_Settings::invalidValuesAreReplacedByDefaults()
{
    auto &preferences = m_fixture->preferences();
    preferences.setValue(QStringLiteral("settings/historyDays"), QStringLiteral("many"));
    preferences.setValue(QStringLiteral("settings/historyEntries"), -1);
    preferences.setValue(QStringLiteral("look/theme"), QStringLiteral("pink"));
    QVERIFY(Settings::of(preferences) == Settings());
}

/// A lock of an exited process on a host of another name has an unknown state until the user confirms that it is this
/// host.
void tst_Settings::namesOfThisHostAreSavedAndUsed()
{
    QFile lock(m_directory->filePath(QStringLiteral("app.lock")));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    Actor actor;
    const auto pid = QByteArray::number(actor.pid());
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
    lock.write(pid + "\nserver\nformer-name\n"); // in the form that QLockFile writes
    lock.close();
    const auto verdict = [&] { return m_fixture->cell(QStringLiteral("app.lock"), LockTable::VerdictColumn); };
    QTRY_COMPARE(verdict(), QStringLiteral("Unknown"));

    auto &dialog = open();
    auto &names = WindowFixture::childOf<QPlainTextEdit>(dialog, "hostNames");
    QTRY_VERIFY(names.isEnabled());
    names.setPlainText(QStringLiteral("# before the move\nformer-name\n"));
    press(dialog, QDialogButtonBox::Ok);
    QTRY_COMPARE(verdict(), QStringLiteral("Stale"));
    QFile file(QFile::decodeName(HostIdentity::namesFile().c_str()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# before the move\nformer-name\n"));
}

void tst_Settings::unwritableNamesAreReported()
{
    QFile inTheWay(m_directory->filePath(QStringLiteral("lockscope")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    auto &dialog = open();
    auto &names = WindowFixture::childOf<QPlainTextEdit>(dialog, "hostNames");
    QTRY_VERIFY(names.isEnabled());
    names.setPlainText(QStringLiteral("other"));
    press(dialog, QDialogButtonBox::Ok);
    auto &problem = WindowFixture::childOf<QLabel>(dialog, "settingsProblem");
    QTRY_VERIFY(problem.isVisible());
    QVERIFY2(problem.text().contains(QStringLiteral("Cannot write ")), qPrintable(problem.text()));
    QVERIFY(m_fixture->dialog("settingsDialog"));
    press(dialog, QDialogButtonBox::Cancel);
}

QTEST_MAIN(tst_Settings)
#include "tst_settings.moc"

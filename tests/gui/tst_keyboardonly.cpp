// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/locks/locktableview.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Everything by keyboard: watch a directory, find and inspect a lock, acquire and release one. Breaking and restoring
/// by keyboard is in tst_breakstale.
class tst_KeyboardOnly : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void folderIsWatchedAndItsLockRead();
    void lockIsAcquiredAndReleased();
    void tabVisitsEveryWidgetAndWrapsAround();
    void focusableWidgetsHaveAccessibleNames();
    void menuMnemonicsAreUnique();

private:
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        auto *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &m_fixture->window(), key, modifiers);
    }
    void type(const QString &text) const
    {
        QVERIFY(QApplication::focusWidget());
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    void watchByKeys() const
    {
        key(Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(m_fixture->child<QLineEdit>("pathBox").hasFocus());
        type(m_directory.path());
        key(Qt::Key_Return);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_KeyboardOnly::init()
{
    failOnWarnings();
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->show());
}

void tst_KeyboardOnly::folderIsWatchedAndItsLockRead()
{
    Actor holder;
    const auto path = m_directory.filePath(QStringLiteral("app.lock"));
    QCOMPARE(holder.say("flock", path.toStdString()), "held");
    watchByKeys();
    QTRY_COMPARE(m_fixture->rows(), 1);
    key(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->child<QLineEdit>("filterText").hasFocus());
    type(QStringLiteral("app"));
    key(Qt::Key_Escape); // the list of completions
    key(Qt::Key_Return);
    auto &table = m_fixture->child<LockTableView>("lockTable");
    QTRY_VERIFY(table.hasFocus());
    QCOMPARE(m_fixture->child<QLineEdit>("lockPath").text(), path);
    // On to the pages of the details, through the widgets in between.
    auto *pages = m_fixture->child<QTabWidget>("detailPages").tabBar();
    for (int presses = 0; !pages->hasFocus() && presses < 30; ++presses)
        key(Qt::Key_Tab);
    QVERIFY(pages->hasFocus());
    const int first = pages->currentIndex();
    key(Qt::Key_Right);
    QVERIFY(pages->currentIndex() > first);
}

void tst_KeyboardOnly::lockIsAcquiredAndReleased()
{
    watchByKeys();
    key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(m_fixture->dialog("createDialog"));
    auto &dialog = *m_fixture->dialog("createDialog");
    auto &path = WindowFixture::childOf<QLineEdit>(dialog, "createPath");
    QTRY_VERIFY(QApplication::focusWidget() && dialog.isAncestorOf(QApplication::focusWidget()));
    for (int presses = 0; !path.hasFocus() && presses < 10; ++presses)
        key(Qt::Key_Tab);
    QVERIFY(path.hasFocus());
    key(Qt::Key_A, Qt::ControlModifier);
    type(m_directory.filePath(QStringLiteral("mine")));
    key(Qt::Key_Return);
    QTRY_VERIFY(!m_fixture->dialog("createDialog"));
    // While the window waits for the lock, another button cancels the wait.
    QTRY_VERIFY([this] {
        const auto *button = m_fixture->window().findChild<QAbstractButton *>(QStringLiteral("releaseLock"));
        return button && button->text() == QStringLiteral("Release");
    }());
    QVERIFY(m_fixture->show()); // without a window manager, the window does not regain the focus
    auto *release = m_fixture->window().findChild<QAbstractButton *>(QStringLiteral("releaseLock"));
    for (int presses = 0; !release->hasFocus() && presses < 60; ++presses)
        key(Qt::Key_Tab);
    QVERIFY(release->hasFocus());
    key(Qt::Key_Space);
    QTRY_VERIFY(!m_fixture->child<QWidget>("heldLocks").isVisible());
}

void tst_KeyboardOnly::tabVisitsEveryWidgetAndWrapsAround()
{
    QFile lock(m_directory.filePath(QStringLiteral("free.lock")));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    watchByKeys();
    QTRY_VERIFY(m_fixture->rows() > 0);
    QSet<QWidget *> visited;
    for (int presses = 0; presses < 200 && !visited.contains(QApplication::focusWidget()); ++presses) {
        visited << QApplication::focusWidget();
        key(Qt::Key_Tab);
    }
    QVERIFY2(visited.contains(QApplication::focusWidget()), "Tab does not wrap around");
    for (const auto *name : {"sourcesTree", "pathBox", "filterText", "lockTable"})
        QVERIFY2(visited.contains(&m_fixture->child<QWidget>(name)), name);
}

void tst_KeyboardOnly::focusableWidgetsHaveAccessibleNames()
{
    watchByKeys();
    for (auto *widget : m_fixture->window().findChildren<QWidget *>()) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        auto *interface = QAccessible::queryAccessibleInterface(widget);
        const bool isNamed = interface && !interface->text(QAccessible::Name).isEmpty();
        QVERIFY2(isNamed, qPrintable(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName()));
    }
}

void tst_KeyboardOnly::menuMnemonicsAreUnique()
{
    static const QRegularExpression marked(QStringLiteral("&([^&])"));
    QList<const QWidget *> menus{m_fixture->window().menuBar()};
    for (const auto *menu : m_fixture->window().menuBar()->findChildren<QMenu *>())
        menus << menu;
    QVERIFY(menus.size() > 4);
    for (const auto *menu : menus) {
        QSet<QString> letters;
        for (const auto *action : menu->actions()) {
            const auto letter = marked.match(action->text()).captured(1).toLower();
            if (letter.isEmpty())
                continue;
            QVERIFY2(!letters.contains(letter), qPrintable(action->text()));
            letters << letter;
        }
    }
}

QTEST_MAIN(tst_KeyboardOnly)
#include "tst_keyboardonly.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcd/etcdserver.h"
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "process/lockscopectlcall.h"
#include "support/locktest.h"
#include "ui/breaking/breakcontroller.h"
#include "ui/events/eventspage.h"
#include "ui/locks/locktableview.h"
#include "ui/waiting/blockingview.h"
#include "ui/widgets/factstable.h"

#include <lockscope/etcd.h>

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <memory>
#include <optional>

#include <signal.h>

using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int PatienceMs = 60000;

} // namespace

/// Locks in a real etcd in the window.
class tst_EtcdSource : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    std::unique_ptr<EtcdServer> m_server;
    std::unique_ptr<WindowFixture> m_window;

    QString address(const char *name = "") const
    {
        return u"etcd://%1/%2"_s.arg(QString::fromStdString(m_server->endpoint()).mid(7), QLatin1String(name));
    }
    void watch(const char *name = "")
    {
        m_window->window().sources().watchOnly({address(name).toStdString()});
        QTRY_VERIFY2_WITH_TIMEOUT(stateOf(address(name)).contains(u"reported as they happen"_s),
                                  qPrintable(stateOf(address(name))), PatienceMs);
    }
    QString stateOf(const QString &source) const
    {
        for (QTreeWidgetItemIterator item(&m_window->child<QTreeWidget>("sourcesTree")); *item; ++item) {
            if ((*item)->text(0) == source)
                return (*item)->toolTip(0);
        }
        return {};
    }
    QString verdict(const char *lock) const { return m_window->cell(QLatin1String(lock), LockTable::VerdictColumn); }
    QString cell(const char *lock, LockTable::Column column) const
    {
        return m_window->cell(QLatin1String(lock), column);
    }
    QAction &action(const char *name) const { return m_window->child<QAction>(name); }
    /// Another process that acquires the lock, or waits for it.
    void start(QProcess &process, const char *name, const QString &event = u"acquired"_s) const
    {
        process.start(lockscopectlProgram(), {u"hold"_s, u"--json"_s, u"etcd"_s, address(name)});
        QVERIFY(event.isEmpty() || lineOf(process).contains(event.toUtf8()));
    }
    static void end(QProcess &process, int signal)
    {
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(PatienceMs));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_directory = std::make_unique<TestDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*m_directory / "state").native()));
        qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((*m_directory / "config").native()));
        m_server = std::make_unique<EtcdServer>(*m_directory / "etcd");
        if (!m_server->isRunning())
            QSKIP("needs etcd (Debian: etcd-server)");
    }
    void init()
    {
        failOnWarnings();
        m_window = std::make_unique<WindowFixture>();
        m_window->window().resize(1280, 800);
        QVERIFY(m_window->show());
    }
    void cleanup() { m_window.reset(); }

    void locksBelowANameAreListedAndFollowed()
    {
        QProcess holder;
        start(holder, "app/db");
        QProcess other;
        start(other, "other");
        watch("app");
        QTRY_COMPARE_WITH_TIMEOUT(verdict("db"), u"Held"_s, PatienceMs);
        QCOMPARE(m_window->rows(), 1);
        QVERIFY(cell("db", LockTable::HolderColumn).contains(u"(%1)"_s.arg(holder.processId())));
        QCOMPARE(cell("db", LockTable::PlaceColumn), u"etcd "_s + address().mid(7).chopped(1));
        m_window->select(u"db"_s);
        const auto facts = [this] { return m_window->text("answerFacts"); };
        QTRY_VERIFY2_WITH_TIMEOUT(facts().contains(u"fencing token "_s), qPrintable(facts()), PatienceMs);
        QVERIFY2(facts().contains(u"lease ends in "_s), qPrintable(facts()));

        // A waiter joins the queue, and gets the lock.
        QProcess waiter;
        start(waiter, "app/db", {});
        QTRY_COMPARE_WITH_TIMEOUT(cell("db", LockTable::WaitersColumn), u"1"_s, PatienceMs);
        action("showWaiting").trigger();
        auto &tree = m_window->child<BlockingView>("blockingTree");
        QTRY_COMPARE_WITH_TIMEOUT(tree.topLevelItemCount(), 1, PatienceMs);
        QVERIFY(tree.topLevelItem(0)->text(0).contains(QString::number(holder.processId())));
        QVERIFY(tree.topLevelItem(0)->child(0)->text(0).contains(QString::number(waiter.processId())));
        action("showLocks").trigger();
        end(holder, SIGTERM);
        QTRY_VERIFY_WITH_TIMEOUT(cell("db", LockTable::HolderColumn).contains(u"(%1)"_s.arg(waiter.processId())),
                                 PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(cell("db", LockTable::WaitersColumn).isEmpty(), PatienceMs);
        end(waiter, SIGTERM);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 0, PatienceMs);
        end(other, SIGTERM);
    }

    void serverThatDoesNotAnswerMakesLocksUnknown()
    {
        QProcess holder;
        start(holder, "silent");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("silent"), u"Held"_s, PatienceMs);
        m_server->freeze();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("silent"), u"Unknown"_s, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(address()).contains(u"Not answering"_s), PatienceMs);
        m_window->select(u"silent"_s);
        QVERIFY(!action("breakLock").isEnabled());
        m_server->thaw();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("silent"), u"Held"_s, PatienceMs);
        end(holder, SIGTERM);
    }

    void staleLockIsBrokenAndRestored()
    {
        QProcess holder;
        start(holder, "crashed");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("crashed"), u"Held"_s, PatienceMs);
        end(holder, SIGKILL);
        // Its key stays until the lease ends; that its process has exited is found at the next inspection.
        QTRY_COMPARE_WITH_TIMEOUT(verdict("crashed"), u"Stale"_s, PatienceMs);
        m_window->select(u"crashed"_s);
        QVERIFY(action("breakLock").isEnabled());
        action("breakLock").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->dialog("breakDialog"), PatienceMs);
        auto &button = WindowFixture::childOf<QPushButton>(*m_window->dialog("breakDialog"), "breakButton");
        QTRY_VERIFY_WITH_TIMEOUT(button.isEnabled(), PatienceMs);
        QVERIFY(
            WindowFixture::childOf<QLabel>(*m_window->dialog("breakDialog"), "planEffect").text().contains(u"key"_s));
        QTest::mouseClick(&button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->rowOf(u"crashed"_s), -1, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->text("undoText").contains(u"was broken"_s), PatienceMs);
        action("undoBreak").trigger();
        QTRY_VERIFY2_WITH_TIMEOUT(m_window->text("undoText").contains(u"was restored"_s),
                                  qPrintable(m_window->text("undoText")), PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->rowOf(u"crashed"_s) >= 0, PatienceMs);
    }

    void heldLockIsBrokenOnlyWithItsName()
    {
        QProcess holder;
        start(holder, "busy");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("busy"), u"Held"_s, PatienceMs);
        m_window->select(u"busy"_s);
        action("breakLock").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->dialog("breakDialog"), PatienceMs);
        auto *dialog = m_window->dialog("breakDialog");
        auto &button = WindowFixture::childOf<QPushButton>(*dialog, "breakButton");
        auto &typed = WindowFixture::childOf<QLineEdit>(*dialog, "typedName");
        QTRY_VERIFY_WITH_TIMEOUT(typed.isVisible(), PatienceMs);
        QVERIFY(!button.isEnabled());
        typed.setText(u"busy"_s);
        QVERIFY(button.isEnabled());
        QTest::mouseClick(&button, Qt::LeftButton);
        // Free, or removed when the former holder has exited.
        QTRY_VERIFY_WITH_TIMEOUT(verdict("busy") != u"Held"_s, PatienceMs);
        QVERIFY(lineOf(holder).contains("lost"));
        holder.waitForFinished(PatienceMs);
    }

    void sourceIsAddedInADialog()
    {
        QProcess holder;
        start(holder, "app/added");
        m_window->window().sources().watchOnly({m_directory->path()});
        action("addEtcd").trigger();
        auto *dialog = m_window->dialog("addEtcdDialog");
        QVERIFY(dialog);
        WindowFixture::childOf<QLineEdit>(*dialog, "addEtcdServer").setText(address().mid(7).chopped(1));
        WindowFixture::childOf<QLineEdit>(*dialog, "addEtcdName").setText(u"app"_s);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(verdict("added"), u"Held"_s, PatienceMs);
        end(holder, SIGTERM);
    }

    /// The library alone.
    void keysThatAreNoLocksAreNotListed()
    {
        QProcess holder;
        start(holder, "listed");
        const auto prefix = EtcdAddress::parsePrefix(address().toStdString());
        QVERIFY(prefix);
        std::stop_source stop;
        std::optional<EtcdChanges> first;
        EtcdInspector(m_server->settings())
            .watchBelow(
                *prefix,
                [&](const EtcdChanges &changes) {
                    first = changes;
                    return false;
                },
                stop.get_token());
        QVERIFY(first && !first->failure);
        QVERIFY(std::ranges::all_of(first->updated,
                                    [](const LockReport &report) { return !report.path.filename().empty(); }));
        QVERIFY(std::ranges::any_of(first->updated,
                                    [](const LockReport &report) { return report.path.filename() == "listed"; }));
        stop.request_stop();
        bool isCalledAgain = false;
        EtcdInspector(m_server->settings())
            .watchBelow(
                *prefix, [&](const EtcdChanges &) { return isCalledAgain = true; }, stop.get_token());
        end(holder, SIGTERM);
    }
};

QTEST_MAIN(tst_EtcdSource)
#include "tst_etcdsource.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "process/farend.h"
#include "process/lockscopectlcall.h"
#include "support/actor.h"
#include "support/kindtest.h"
#include "support/locktest.h"
#include "support/loopbacksshd.h"
#include "ui/events/eventmodel.h"
#include "ui/locks/locktableview.h"
#include "ui/sources/placedialogs.h"
#include "ui/widgets/factstable.h"

#include <lockscope/processfacts.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QUrl>

#include <filesystem>
#include <memory>

#include <signal.h>

namespace fs = std::filesystem;
using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace Qt::StringLiterals;

namespace {

/// A host is called silent after 15 seconds, and on a loaded machine each connection takes seconds.
constexpr int PatienceMs = 60000;

QString text(const fs::path &path)
{
    return QString::fromStdString(path.native());
}

/// This machine under its own ID. The PID of the program that watches is in a file.
QByteArray honestWithPid()
{
    return "case \"$*\" in *--allow-break) ;; *) echo $$ > \"$CALLS.pid\";; esac; exec \"$LOCKSCOPECTL\" answer";
}

/// A far end that accepts the command, then prints these lines.
QByteArray farEndThatPrints(const QByteArray &lines)
{
    return FarEnd::greeting() + "read q; echo '{\"id\":1,\"runs\":true}'; " + lines;
}

} // namespace

/// Locks on another host in the window, with a replacement for ssh, and with a real sshd on loopback.
class tst_OtherHosts : public QObject
{
    Q_OBJECT

    std::unique_ptr<FarEnd> m_far;
    std::unique_ptr<WindowFixture> m_window;

    fs::path directory() const { return m_far->directory() / "data"; }
    fs::path address(const char *name = "") const
    {
        return "ssh://alpha" + directory().native() + (*name ? "/" : "") + name;
    }
    /// A PID lock whose process has exited.
    void makeStale(const char *name) const
    {
        Actor actor;
        const auto pid = actor.pid();
        actor.kill(SIGKILL);
        actor.waitForEnd();
        makeFile(directory() / name, QByteArray::number(static_cast<qint64>(pid)) + '\n');
    }
    void watch() { m_window->window().sources().watchOnly({address()}); }
    QString stateOf(const fs::path &source) const
    {
        for (QTreeWidgetItemIterator item(&m_window->child<QTreeWidget>("sourcesTree")); *item; ++item) {
            if ((*item)->text(0) == text(source))
                return (*item)->toolTip(0);
        }
        return {};
    }
    QString verdict(const char *lock) const { return m_window->cell(QLatin1String(lock), LockTable::VerdictColumn); }
    QAction &action(const char *name) const { return m_window->child<QAction>(name); }

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_far = std::make_unique<FarEnd>();
        fs::create_directories(directory());
        m_window = std::make_unique<WindowFixture>();
        m_window->window().resize(1280, 800);
        QVERIFY(m_window->show());
    }
    void cleanup()
    {
        m_window.reset();
        m_far.reset();
    }

    void placeOnAnotherHostIsWatched()
    {
        makeFile(directory() / "app.lock");
        Actor actor;
        QCOMPARE(actor.say("flock", directory() / "app.lock"), "held"_ba);
        auto &table = m_window->child<LockTableView>("lockTable");
        QVERIFY(table.isColumnHidden(LockTable::PlaceColumn));
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.lock"), u"Held"_s, PatienceMs);
        QVERIFY(!table.isColumnHidden(LockTable::PlaceColumn));
        QCOMPARE(m_window->cell(u"app.lock"_s, LockTable::PlaceColumn), u"alpha"_s);
        const auto holder = m_window->cell(u"app.lock"_s, LockTable::HolderColumn);
        QVERIFY2(holder.endsWith(u"(%1) on alpha"_s.arg(actor.pid())), qPrintable(holder));
        m_window->select(u"app.lock"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(m_window->text("answerFacts").contains(u"on alpha, "_s),
                                  qPrintable(m_window->text("answerFacts")), PatienceMs);
        QCOMPARE(m_window->child<QLineEdit>("lockPath").text(), text(address("app.lock")));
        const auto source = m_window->child<FactsTable>("evidence").topLevelItem(0)->text(2);
        QVERIFY2(source.endsWith(u" on alpha"_s), qPrintable(source));
        // It happens there, and is seen here.
        QCOMPARE(actor.say("unlock", directory() / "app.lock"), "unlocked"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.lock"), u"Free"_s, PatienceMs);
        makeFile(directory() / "new.lock", "x");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->rowOf(u"new.lock"_s) >= 0, PatienceMs);
        const auto &events = *m_window->child<QTreeView>("eventList").model();
        const auto hasEvent = [&] {
            return !events.match(events.index(0, EventModel::LockColumn), Qt::DisplayRole, u"new.lock"_s).isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasEvent(), PatienceMs);
        fs::remove(directory() / "new.lock");
        QTRY_COMPARE_WITH_TIMEOUT(m_window->rowOf(u"new.lock"_s), -1, PatienceMs);
        // What is done with files of this host is not offered.
        for (const char *name : {"openContainingFolder", "signalHolder", "describeFormat"})
            QVERIFY2(!action(name).isEnabled(), name);
        m_window->window().sources().remove({address()});
        QTRY_COMPARE_WITH_TIMEOUT(m_window->rows(), 0, PatienceMs);
        QVERIFY(table.isColumnHidden(LockTable::PlaceColumn));
    }

    void placeIsWatchedAgainInTheNextSession()
    {
        // A name of its own: the second session also lists the kernel locks of tests that run beside this one.
        makeFile(directory() / "session.lock");
        const auto settings = text(m_far->directory() / "settings.ini");
        m_window = std::make_unique<WindowFixture>(settings);
        m_window->window().sources().add({address()});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->rowOf(u"session.lock"_s) >= 0, PatienceMs);
        m_window.reset(); // writes its settings
        m_window = std::make_unique<WindowFixture>(settings);
        m_window->window().sources().watchAsBefore();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->rowOf(u"session.lock"_s) >= 0, PatienceMs);
        QCOMPARE(m_window->cell(u"session.lock"_s, LockTable::PlaceColumn), u"alpha"_s);
    }

    void lostConnectionMakesLocksUnknownUntilTheNextOne()
    {
        if (HostIdentity::read().machineId.empty())
            QSKIP("needs a machine ID in /etc/machine-id");
        m_far->setScript(honestWithPid());
        m_far->setHosts("alpha alpha " + QByteArray::fromStdString(HostIdentity::read().machineId) + "\n");
        makeStale("app.pid");
        makeStale("gone.pid");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.pid"), u"Stale"_s, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(address()).contains(u"reported as they happen"_s), PatienceMs);
        // What is removed meanwhile is not shown again.
        m_far->setScript("echo 'Connection refused' >&2; exit 255");
        QFile pid(text(m_far->directory() / "calls.pid"));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        QCOMPARE(::kill(pid.readAll().trimmed().toInt(), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.pid"), u"Unknown"_s, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(
            stateOf(address()).contains(u"Not answering: it was not reached: Connection refused"_s), PatienceMs);
        m_window->select(u"app.pid"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->text("verdictSummary"), u"Unknown: host alpha does not answer."_s,
                                  PatienceMs);
        QVERIFY(!action("breakLock").isEnabled());
        fs::remove(directory() / "gone.pid");
        m_far->setScript(FarEnd::honest());
        m_far->setHosts("alpha admin@alpha.example.org " + FarEnd::MachineId + "\n");
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.pid"), u"Stale"_s, PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->rowOf(u"gone.pid"_s), -1, PatienceMs);
    }

    void silentHostIsNotAnswering()
    {
        m_far->setScript(farEndThatPrints("printf '%s\\n' '{\"path\":\"/srv/a.lock\",\"verdict\":\"held\"}' "
                                          "'{\"event\":\"ready\"}'; exec sleep 600"));
        m_window->window().sources().watchOnly({"ssh://alpha/srv"});
        QTRY_COMPARE_WITH_TIMEOUT(verdict("a.lock"), u"Held"_s, PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(verdict("a.lock"), u"Unknown"_s, PatienceMs);
        QVERIFY(stateOf("ssh://alpha/srv").contains(u"it did not answer in time"_s));
    }

    void farEndThatCannotBeUsedIsExplained_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("state");
        QTest::newRow("not JSON") << farEndThatPrints("echo hello; cat") << u"its answer is invalid"_s;
        QTest::newRow("a report with a wrong type")
            << farEndThatPrints("echo '{\"path\":1,\"verdict\":\"held\"}'; cat") << u"its answer is invalid"_s;
        QTest::newRow("another machine") << "echo '{\"lockscopeAnswer\":1,\"machineId\":\"bbbb\"}'; cat"_ba
                                         << u"another machine answers (machine ID bbbb)"_s;
        QTest::newRow("no program") << "exit 127"_ba << u"lockscopectl was not found there"_s;
        QTest::newRow("a program that does not know the option")
            << farEndThatPrints("echo 'unknown option' >&2; exit 2") << u"of another version"_s;
    }
    void farEndThatCannotBeUsedIsExplained()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, state);
        m_far->setScript(script);
        watch();
        QTRY_VERIFY2_WITH_TIMEOUT(stateOf(address()).contains(state), qPrintable(stateOf(address())), PatienceMs);
        QCOMPARE(m_window->rows(), 0);
    }
    void onlyListedHostsAreConnectedTo()
    {
        m_window->window().sources().watchOnly({"ssh://gamma/srv"});
        QTRY_VERIFY_WITH_TIMEOUT(stateOf("ssh://gamma/srv").contains(u"it is not in the list of hosts"_s), PatienceMs);
        QVERIFY2(m_far->calls().isEmpty(), m_far->calls().join(' '));
    }

    void breakAndUndoRunThere()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        m_far->setScript(FarEnd::honest("--allow-break"));
        makeStale("app.pid");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.pid"), u"Stale"_s, PatienceMs);
        m_window->select(u"app.pid"_s);
        QTRY_VERIFY_WITH_TIMEOUT(action("breakLock").isEnabled(), PatienceMs);
        action("breakLock").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->dialog("breakDialog"), PatienceMs);
        auto &button = WindowFixture::childOf<QPushButton>(*m_window->dialog("breakDialog"), "breakButton");
        QTRY_VERIFY_WITH_TIMEOUT(button.isEnabled(), PatienceMs);
        QVERIFY(WindowFixture::childOf<FactsTable>(*m_window->dialog("breakDialog"), "planSteps").topLevelItemCount() >
                0);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!fs::exists(directory() / "app.pid"), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->rowOf(u"app.pid"_s), -1, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->text("undoText").contains(text(address("app.pid"))), PatienceMs);
        action("undoBreak").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(directory() / "app.pid"), PatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.pid"), u"Stale"_s, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->text("undoText").contains(u"was restored"_s), PatienceMs);
    }
    void breakIsDisabledWithTheReasonIfTheHostRefuses()
    {
        makeStale("app.pid");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("app.pid"), u"Stale"_s, PatienceMs);
        m_window->select(u"app.pid"_s);
        auto &button = m_window->child<QPushButton>("breakInDetails");
        QTRY_VERIFY2_WITH_TIMEOUT(
            action("breakLock").toolTip().contains(u"alpha does not let other hosts break its locks"_s),
            qPrintable(action("breakLock").toolTip()), PatienceMs);
        QVERIFY(!action("breakLock").isEnabled());
        QVERIFY(button.isVisible() && !button.isEnabled());
        QVERIFY(button.toolTip().contains(u"--allow-break"_s));
    }

    void namedHostIsAskedAboutALock()
    {
        m_window->window().sources().watchOnly({directory()});
        Actor actor;
        const auto store = directory() / "repo" / ".hg" / "store";
        fs::create_directories(store);
        fs::create_symlink("alpha:" + actor.pidText(), store / "lock");
        QTRY_COMPARE_WITH_TIMEOUT(verdict("lock"), u"Unknown"_s, PatienceMs);
        m_window->select(u"lock"_s);
        auto &button = m_window->child<QPushButton>("askHostInDetails");
        QTRY_VERIFY_WITH_TIMEOUT(button.isVisible(), PatienceMs);
        QCOMPARE(button.text().remove(u'&'), u"Ask alpha"_s);
        QVERIFY(m_far->calls().isEmpty());
        QTest::mouseClick(&button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(verdict("lock"), u"Held"_s, PatienceMs);
        QTRY_VERIFY2_WITH_TIMEOUT(m_window->text("answerFacts").contains(u"alpha answered "_s),
                                  qPrintable(m_window->text("answerFacts")), PatienceMs);
        fs::create_symlink("gamma:1", store / "wlock");
        QTRY_COMPARE_WITH_TIMEOUT(verdict("wlock"), u"Unknown"_s, PatienceMs);
        m_window->select(u"wlock"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!button.isVisible(), PatienceMs);
    }

    void addressesAreAcceptedWhereverPathsAre_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("problem");
        QTest::newRow("a path there") << u"ssh://alpha/srv/app"_s << QString();
        QTest::newRow("etcd") << u"etcd://127.0.0.1:2379/app"_s << QString();
        QTest::newRow("all of etcd") << u"etcd://127.0.0.1:2379/"_s << QString();
        QTest::newRow("no path") << u"ssh://alpha"_s << u"ssh://HOST/PATH"_s;
        QTest::newRow("no host") << u"ssh:///srv"_s << u"ssh://HOST/PATH"_s;
        QTest::newRow("no server") << u"etcd://"_s << u"etcd://HOST:PORT/NAME"_s;
        QTest::newRow("reserved") << u"etcd://127.0.0.1//registry/x"_s << u"etcd://HOST:PORT/NAME"_s;
    }
    void addressesAreAcceptedWhereverPathsAre()
    {
        QFETCH(QString, typed);
        QFETCH(QString, problem);
        const auto found = pathsOfText(typed);
        QCOMPARE(found.paths.empty(), !problem.isEmpty());
        QVERIFY2(found.problem.contains(problem), qPrintable(found.problem));
        if (!problem.isEmpty())
            return;
        QCOMPARE(text(found.paths.front()), typed);
        QMimeData dropped;
        dropped.setUrls({QUrl(typed)});
        QCOMPARE(text(pathsOfMimeData(dropped).front()), typed);
    }

    void hostIsChosenFromTheList()
    {
        makeFile(directory() / "app.lock");
        // The list is read in another thread.
        QWidget *dialog = nullptr;
        const auto open = [&] {
            action("addHost").trigger();
            dialog = m_window->dialog("addHostDialog");
            const bool isFull = WindowFixture::childOf<QComboBox>(*dialog, "addHostName").count() == 1;
            if (!isFull)
                delete dialog;
            return isFull;
        };
        QVERIFY(QTest::qWaitFor(open, PatienceMs));
        WindowFixture::childOf<QLineEdit>(*dialog, "addHostPath").setText(text(directory()));
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->rowOf(u"app.lock"_s) >= 0, PatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->dialog("addHostDialog"), PatienceMs);
        QVERIFY(!stateOf(address()).isEmpty());
    }

    void hostsAreAddedTestedAndRemoved()
    {
        m_far->setHosts({});
        action("settings").trigger();
        auto *dialog = m_window->dialog("settingsDialog");
        QVERIFY(dialog);
        auto &pages = WindowFixture::childOf<QTabWidget>(*dialog, "settingsPages");
        pages.setCurrentIndex(pages.count() - 1);
        auto &table = WindowFixture::childOf<FactsTable>(*dialog, "hostsTable");
        auto &name = WindowFixture::childOf<QLineEdit>(*dialog, "hostName");
        const auto click = [&](const char *button) {
            QTest::mouseClick(&WindowFixture::childOf<QPushButton>(*dialog, button), Qt::LeftButton);
        };
        const auto answer = [&] { return WindowFixture::childOf<QLabel>(*dialog, "hostAnswer").text(); };
        name.setText(u"-oProxyCommand=id"_s);
        click("hostAdd");
        QVERIFY(answer().contains(u"not valid"_s));
        name.setText(u"alpha"_s);
        click("hostAdd");
        QTRY_COMPARE_WITH_TIMEOUT(table.topLevelItemCount(), 1, PatienceMs);
        QCOMPARE(table.topLevelItem(0)->text(2), QString::fromLatin1(FarEnd::MachineId));
        QTRY_VERIFY_WITH_TIMEOUT(WindowFixture::childOf<QPushButton>(*dialog, "hostTest").isEnabled(), PatienceMs);
        m_far->setScript("echo 'no route' >&2; exit 255");
        click("hostTest");
        QTRY_VERIFY_WITH_TIMEOUT(answer().startsWith(u"0 of 1 hosts answer.\nalpha: "_s), PatienceMs);
        QVERIFY2(table.topLevelItem(0)->text(3).contains(u"no route"_s), qPrintable(table.topLevelItem(0)->text(3)));
        table.setCurrentItem(table.topLevelItem(0));
        QTRY_VERIFY_WITH_TIMEOUT(WindowFixture::childOf<QPushButton>(*dialog, "hostRemove").isEnabled(), PatienceMs);
        click("hostRemove");
        QTRY_COMPARE_WITH_TIMEOUT(table.topLevelItemCount(), 0, PatienceMs);
        const auto left = lockscopectl({u"hosts"_s, u"--json"_s});
        QCOMPARE(left.out, QByteArray());
        dialog->close();
    }

    void realSshd()
    {
        if (HostIdentity::read().machineId.empty())
            QSKIP("needs /etc/machine-id");
        const LoopbackSshd sshd(m_far->directory() / "sshd");
        if (!sshd.missing().isEmpty())
            QSKIP(qPrintable(u"needs "_s + sshd.missing()));
        m_far->connectTo(sshd);
        m_far->setHosts("alpha alpha " + QByteArray::fromStdString(HostIdentity::read().machineId) + "\n");
        makeStale("it's.pid");
        watch();
        QTRY_COMPARE_WITH_TIMEOUT(verdict("it's.pid"), u"Stale"_s, PatienceMs);
        m_window->select(u"it's.pid"_s);
        QTRY_VERIFY_WITH_TIMEOUT(action("breakLock").isEnabled(), PatienceMs);
    }
};

QTEST_MAIN(tst_OtherHosts)
#include "tst_otherhosts.moc"

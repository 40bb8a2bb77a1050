// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "gui/failonwarnings.h"
#include "gui/samplereports.h"
#include "gui/windowfixture.h"
#include "support/actor.h"
#include "ui/capture/capturefiles.h"
#include "ui/capture/capturewindow.h"
#include "ui/filter/filterbar.h"
#include "ui/locks/locktableview.h"
#include "ui/text/agetext.h"
#include "ui/timeline/timelineview.h"
#include "ui/waiting/waitingchain.h"

#include <lockscope/capture.h>
#include <lockscope/displaytext.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

#include <chrono>

using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Saving the state of a host, and reading it later or on another host.
class tst_CaptureWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;

    std::filesystem::path file(const char *name) const
    {
        return m_directory->filePath(QLatin1String(name)).toStdString();
    }

    /// Another host, a day ago: 4242 holds a lock for which 7 waits.
    static Capture sampleCapture()
    {
        Capture capture;
        capture.time = std::chrono::floor<std::chrono::milliseconds>(wallTimeNow() - 24h);
        capture.version = "9.9.9";
        capture.user = "alice";
        capture.hostname = "faraway";
        capture.bootId = "boot";
        auto held = heldReport("/srv/app.lock", 4242, "worker");
        held.kernelLocks.front().waiters = {{.pid = 7, .name = "waiter"}};
        ProcessFacts process;
        process.pid = 4242;
        process.ppid = 4000;
        process.name = "worker";
        held.process = process;
        ProcessFacts parent;
        parent.pid = 4000;
        parent.name = "supervisor";
        capture.locks = {held, sampleReport("/srv/free.lock")};
        capture.processes = {parent, process};
        LockInterval interval;
        interval.key = "/srv/app.lock";
        interval.path = "/srv/app.lock";
        interval.from = capture.time - 1h;
        interval.seen = capture.time;
        interval.isWatched = true;
        interval.pid = 4242;
        interval.processName = "worker";
        capture.history = {interval};
        return capture;
    }

    static CaptureWindow *openWindow()
    {
        for (auto *widget : QApplication::topLevelWidgets()) {
            if (auto *window = qobject_cast<CaptureWindow *>(widget); window && window->isVisible())
                return window;
        }
        return nullptr;
    }

    template <typename T>
    static T &child(const CaptureWindow &window, const char *name)
    {
        return WindowFixture::childOf<T>(window, name);
    }

private Q_SLOTS:
    void init()
    {
        failOnWarnings();
        m_directory = std::make_unique<QTemporaryDir>();
    }
    void cleanup() { QTRY_VERIFY(!openWindow()); }

    void windowSavesWhatItShows()
    {
        Actor holder;
        QCOMPARE(holder.say("flock", file("job.lock")), "held");
        WindowFixture fixture;
        fixture.watch(m_directory->path().toStdString());
        QVERIFY(fixture.show());
        QTRY_COMPARE(fixture.rows(), 1);

        fixture.child<QAction>("saveCapture").trigger();
        auto *dialog = fixture.window().findChild<QFileDialog *>(u"saveCaptureDialog"_s);
        QVERIFY(dialog);
        QVERIFY(isCaptureName(Lockscope::toPath(dialog->selectedFiles().value(0))));
        const auto saved = file("saved.lockscope.json");
        Q_EMIT dialog->fileSelected(QString::fromStdString(saved.native()));
        dialog->reject();
        QTRY_COMPARE(fixture.text("messageText"),
                     u"1 lock(s) saved to %1."_s.arg(QString::fromStdString(saved.native())));

        const auto capture = Capture::read(saved);
        QVERIFY(capture);
        QCOMPARE(capture->locks.size(), std::size_t{1});
        QCOMPARE(capture->locks[0].holders()[0].pid, holder.pid());
        QVERIFY(std::ranges::find(capture->processes, holder.pid(), &ProcessFacts::pid) != capture->processes.end());
    }

    void captureOpensReadOnly()
    {
        const auto path = file("faraway.lockscope.json");
        const auto capture = sampleCapture();
        QVERIFY(capture.write(path));
        WindowFixture fixture;
        QVERIFY(fixture.show());
        fixture.window().reveal({path});
        QTRY_VERIFY(openWindow());
        auto &window = *openWindow();

        const auto banner = child<QLabel>(window, "captureText").text();
        QVERIFY2(banner.startsWith(u"Read-only: as of %1 on faraway"_s.arg(timeText(capture.time))),
                 qPrintable(banner));
        QVERIFY2(banner.contains(u"by alice with Lockscope 9.9.9"_s), qPrintable(banner));
        QVERIFY(window.windowTitle().contains(u"faraway"_s));
        auto &table = child<LockTableView>(window, "lockTable");
        QCOMPARE(table.model()->rowCount(), 2);
        for (const auto *changing :
             {"breakLock", "signalHolder", "releaseSelected", "takeLock", "openFile", "openFolder", "undoBreak",
              "showBroken", "describeFormat", "openContainingFolder", "ask"})
            QVERIFY2(!child<QAction>(window, changing).isEnabled(), changing);

        // Its processes and times, not those of this host.
        window.showLock("/srv/app.lock");
        QCOMPARE(child<QLineEdit>(window, "lockPath").text(), u"/srv/app.lock"_s);
        QVERIFY(!child<QLabel>(window, "verdictAdvice").isVisible());
        auto &pages = child<QTabWidget>(window, "detailPages");
        auto &process = WindowFixture::childOf<QWidget>(window, "process");
        pages.setCurrentIndex(2);
        QVERIFY(process.isVisible());
        auto &tree = child<QTreeWidget>(window, "processTree");
        QTRY_COMPARE(tree.topLevelItemCount(), 2);
        QVERIFY(tree.topLevelItem(0)->text(0).contains(u"supervisor"_s));
        auto &views = child<QTabWidget>(window, "views");
        QCOMPARE(views.tabText(1), u"Waiting (1)"_s);
        child<QAction>(window, "showTimeline").trigger();
        auto &timeline = child<TimelineView>(window, "timeline");
        QTRY_VERIFY(timeline.isVisible());
        const auto end = std::chrono::milliseconds(timeline.scale().end);
        QCOMPARE(end, std::chrono::floor<std::chrono::milliseconds>(capture.time.time_since_epoch()));

        // Opening the same file again raises its window.
        fixture.window().reveal({path});
        QCOMPARE(openWindow(), &window);
        window.close();
    }

    void reportsOfACaptureNameItsHostAndTime()
    {
        const auto path = file("faraway.lockscope.json");
        const auto capture = sampleCapture();
        QVERIFY(capture.write(path));
        WindowFixture fixture;
        fixture.window().openCapture(path);
        QTRY_VERIFY(openWindow());
        auto &window = *openWindow();
        window.showLock("/srv/app.lock");
        QApplication::clipboard()->clear();
        child<QAction>(window, "copyReport").trigger();
        QTRY_VERIFY(!QApplication::clipboard()->text().isEmpty());
        const auto report = QApplication::clipboard()->text();
        for (const auto &part : {u"`faraway`, reported at %1 by Lockscope 9.9.9"_s.arg(timeText(capture.time)),
                                 u"supervisor (4000)"_s, u"`waiter (7) waits for it.`"_s})
            QVERIFY2(report.contains(part), qPrintable(report));
        window.close();
    }

    void capturesAreCompared()
    {
        auto later = sampleCapture();
        later.time += 1h;
        later.locks[0].verdict.state = Verdict::State::Stale;
        later.locks[1].path = "/srv/new.lock";
        const auto first = file("first.lockscope.json");
        const auto second = file("second.lockscope.json");
        QVERIFY(sampleCapture().write(first));
        QVERIFY(later.write(second));
        WindowFixture fixture;
        fixture.window().openCapture(second);
        QTRY_VERIFY(openWindow());
        auto &window = *openWindow();
        QTest::mouseClick(&child<QPushButton>(window, "compareCapture"), Qt::LeftButton);
        auto *dialog = window.findChild<QFileDialog *>(u"openCaptureDialog"_s);
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(QString::fromStdString(first.native()));
        dialog->reject();

        QTRY_VERIFY(window.findChild<QDialog *>(u"comparisonDialog"_s));
        const auto text = child<QLabel>(window, "comparisonText").text();
        QVERIFY2(text.contains(u"1 new, 1 gone, 1 changed"_s), qPrintable(text));
        auto &table = child<QTreeWidget>(window, "comparisonTable");
        QCOMPARE(table.topLevelItemCount(), 3);
        QCOMPARE(table.topLevelItem(0)->text(0), u"Changed: state"_s);
        QCOMPARE(table.topLevelItem(1)->text(0), u"Gone"_s);
        QCOMPARE(table.topLevelItem(2)->text(0), u"New"_s);
        Q_EMIT table.itemActivated(table.topLevelItem(2), 0);
        QCOMPARE(child<QLineEdit>(window, "lockPath").text(), u"/srv/new.lock"_s);
        window.close();
    }

    void fileThatIsNotACaptureIsReported()
    {
        QFile damaged(QString::fromStdString(file("damaged.lockscope.json").native()));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("{\"lockscopeCapture\":1,\"time\":7}");
        damaged.close();
        WindowFixture fixture;
        QVERIFY(fixture.show());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(damaged.fileName())});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&fixture.window(), &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&fixture.window(), &drop);
        const auto message = damaged.fileName() + u" could not be read: "_s;
        QTRY_COMPARE(fixture.text("messageText"),
                     message + u"the capture is damaged or exceeds a limit; {\"time\": ...}."_s);
        QVERIFY(!openWindow());
    }

    void waitingChainFollowsTheHolders()
    {
        auto first = heldReport("/a", 1, "one");
        first.kernelLocks.front().waiters = {{.pid = 9, .name = "nine"}};
        auto second = heldReport("/b", 2, "two");
        second.kernelLocks.front().waiters = {{.pid = 1, .name = "one"}};
        auto third = heldReport("/c", 1, "one");
        third.kernelLocks.front().waiters = {{.pid = 2, .name = "two"}};
        QCOMPARE(waitingChain({first, second, third}, first),
                 (QStringList{u"nine (9) waits for it."_s, u"one (1) waits for /b, held by two (2)."_s,
                              u"two (2) waits for /c, held by one (1)."_s}));
        QCOMPARE(waitingChain({}, sampleReport("/d")), QStringList());
    }
};

QTEST_MAIN(tst_CaptureWindow)
#include "tst_capturewindow.moc"

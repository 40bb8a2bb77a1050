// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Measures the window with its real widgets and prints a table. Without arguments it measures everything;
// `--start WHAT [DIRECTORY]` performs one start, for which it executes itself.
#include "gui/samplereports.h"
#include "ui/locks/locktableview.h"
#include "ui/mainwindow.h"
#include "ui/settings/preferences.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <malloc.h>

using namespace Lockscope;
using namespace Lockscope::Ui;

namespace {

constexpr int FewLocks = 1'000;
constexpr int ManyLocks = 100'000;
constexpr int ChangesASecond = 500;
constexpr int Rounds = 11;

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Calls back after the widget was first painted in the requested state.
class PaintWatch : public QObject
{
public:
    PaintWatch(QWidget &widget, std::function<bool()> isIt, std::function<void()> then)
        : m_isIt(std::move(isIt))
        , m_then(std::move(then))
    {
        widget.installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_isIt())
            QTimer::singleShot(0, this, m_then);
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<bool()> m_isIt;
    std::function<void()> m_then;
};

/// One start, in its own process: the milliseconds from main() to the painted window.
int start(int argc, char *argv[], const std::string &what)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    const auto report = [&] {
        std::printf("%.3f\n", static_cast<double>(sinceStart.nsecsElapsed()) / 1e6);
        std::fflush(stdout);
        QCoreApplication::exit();
    };
    if (what == "empty") {
        QMainWindow window;
        window.resize(1280, 800);
        const PaintWatch watch(
            window, [] { return true; }, report);
        window.show();
        return QApplication::exec();
    }
    LockWatcher watcher;
    Preferences preferences;
    MainWindow window(watcher, preferences);
    window.resize(1280, 800);
    auto &table = *window.findChild<LockTableView *>();
    const PaintWatch watch(
        *table.viewport(), [&] { return table.model()->rowCount() >= FewLocks; }, report);
    window.sources().watchOnly({argv[3]});
    window.show();
    return QApplication::exec();
}

double startOnce(const QStringList &arguments)
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), QStringList{QStringLiteral("--start")} + arguments);
    if (!process.waitForFinished(60'000))
        qFatal("a start did not finish");
    return process.readAllStandardOutput().trimmed().toDouble();
}

void row(const char *what, const QString &measured, const char *goal, bool isMet)
{
    std::printf("| %s | %s | %s: %s |\n", what, qPrintable(measured), goal, isMet ? "met" : "missed");
    std::fflush(stdout);
}

void measureStart()
{
    const QTemporaryDir directory(QStringLiteral("/dev/shm/windowbench-XXXXXX"));
    for (int i = 0; i < FewLocks; ++i) {
        QFile file(directory.filePath(QStringLiteral("job-%1.lock").arg(i)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no directory for lock files");
        file.write(" 4242\n");
    }
    std::vector<double> empty;
    std::vector<double> differences;
    for (int round = 0; round < Rounds; ++round) {
        empty.push_back(startOnce({QStringLiteral("empty")}));
        differences.push_back(startOnce({QStringLiteral("locks"), directory.path()}) - empty.back());
    }
    const double more = median(differences);
    row("start to the first painted table with 1,000 locks, beyond an empty Qt window",
        QStringLiteral("%1 ms (empty: %2 ms)").arg(more, 0, 'f', 0).arg(median(empty), 0, 'f', 0), "< 300 ms",
        more < 300);
}

double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

class ManyLocksBench
{
public:
    ManyLocksBench()
        : m_window(m_watcher, m_preferences)
        , m_reports(sampleReports(ManyLocks))
    {
        m_window.resize(1280, 800);
        m_window.show();
        // In batches, as a scan delivers them.
        constexpr std::size_t Batch = 1000;
        for (std::size_t i = 0; i < m_reports.size(); i += Batch) {
            Q_EMIT m_watcher.updated(
                {m_reports.begin() + static_cast<std::ptrdiff_t>(i),
                 m_reports.begin() + static_cast<std::ptrdiff_t>(std::min(i + Batch, m_reports.size()))});
        }
        Q_EMIT m_watcher.initialScanFinished();
        QApplication::processEvents();
    }

    void measureStalls()
    {
        constexpr int BatchesASecond = 10;
        constexpr int Seconds = 20;
        std::vector<double> gaps;
        QElapsedTimer sinceBeat;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        beat.setInterval(1);
        QObject::connect(&beat, &QTimer::timeout, &m_window, [&] {
            gaps.push_back(static_cast<double>(sinceBeat.nsecsElapsed()) / 1e6 - 1);
            sinceBeat.start();
        });
        QTimer changes;
        changes.setInterval(1000 / BatchesASecond);
        QObject::connect(&changes, &QTimer::timeout, &m_window, [&] { change(ChangesASecond / BatchesASecond); });
        sinceBeat.start();
        beat.start();
        changes.start();
        QTest::qWait(Seconds * 1000);
        std::ranges::sort(gaps);
        const double p99 = gaps[gaps.size() * 99 / 100];
        const double longest = gaps.back();
        row("100,000 locks, 500 changing a second: stall of the event loop, p99",
            QStringLiteral("%1 ms").arg(p99, 0, 'f', 1), "< 16 ms", p99 < 16);
        row("the same, the longest of 20 s", QStringLiteral("%1 ms").arg(longest, 0, 'f', 1), "< 50 ms", longest < 50);
    }

    void measureTyping()
    {
        auto &filter = *m_window.findChild<QLineEdit *>(QStringLiteral("filterText"));
        std::vector<double> times;
        for (const auto *text : {"job-7", "verdict:stale", "age>1h path:/srv"}) {
            for (const char *letter = text; *letter; ++letter) {
                QElapsedTimer timer;
                timer.start();
                filter.setText(filter.text() + QLatin1Char(*letter));
                QApplication::processEvents();
                times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            }
            filter.clear();
            QApplication::processEvents();
        }
        const double longest = *std::ranges::max_element(times);
        row("a letter in the filter over 100,000 rows, until it is painted: median, longest",
            QStringLiteral("%1 ms, %2 ms").arg(median(times), 0, 'f', 1).arg(longest, 0, 'f', 1), "< 50 ms",
            longest < 50);
    }

    void measureMemory(double before) const
    {
        const double now = residentMegabytes();
        row("memory with 100,000 locks, resident",
            QStringLiteral("%1 MB (%2 MB without)").arg(now, 0, 'f', 0).arg(before, 0, 'f', 0), "< 250 MB", now < 250);
    }

    /// Memory that the benchmark itself uses does not count.
    void forgetReports()
    {
        std::vector<LockReport>().swap(m_reports); // an empty list would keep its memory
        ::malloc_trim(0);
    }

private:
    void change(int count)
    {
        std::vector<LockReport> changed;
        for (int i = 0; i < count; ++i) {
            m_next = (m_next + 7919) % m_reports.size();
            auto &report = m_reports[m_next];
            report.verdict.state =
                report.verdict.state == Verdict::State::Stale ? Verdict::State::Free : Verdict::State::Stale;
            changed.push_back(report);
        }
        Q_EMIT m_watcher.updated(changed);
    }

    LockWatcher m_watcher;
    Preferences m_preferences;
    MainWindow m_window;
    std::vector<LockReport> m_reports;
    std::size_t m_next = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    if (argc > 2 && std::string(argv[1]) == "--start")
        return start(argc, argv, argv[2]);
    QApplication application(argc, argv);
    std::printf("| measured | value | goal |\n| --- | --- | --- |\n");
    measureStart();
    const double before = residentMegabytes();
    ManyLocksBench bench;
    bench.measureTyping();
    bench.measureStalls();
    bench.forgetReports();
    bench.measureMemory(before);
}

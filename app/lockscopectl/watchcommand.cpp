// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "blockedsignals.h"
#include "command.h"
#include "etcdfunctions.h"
#include "exitstatus.h"
#include "reporttext.h"

#include <lockscope/json.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <sys/resource.h>
#include <unistd.h>

namespace Ctl {

using namespace Lockscope;

namespace {

/// The watcher opens a descriptor for each process that holds a lock.
void allowManyDescriptors()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// With --reports, a line is printed at least this often, so that silence means that the connection is broken.
constexpr std::chrono::seconds LongestSilence{5};

/// Prints the events of a watcher.
class Printer : public QObject
{
public:
    Printer(LockWatcher &watcher, const Arguments &arguments, Output &output)
        : m_json(arguments.json)
        , m_output(output)
        , m_human(Output::wantsColour())
    {
        if (arguments.reports)
            printReportsOf(watcher);
        connect(&watcher, &LockWatcher::eventsOccurred, this, &Printer::print);
        connect(&watcher, &LockWatcher::initialScanFinished, this, &Printer::printReady);
        connect(&watcher, &LockWatcher::placeChanged, this, &Printer::reportPlace);
        connect(&watcher, &LockWatcher::failed, this, [](const Failure &failure) { printError(failure.message()); });
        connect(&watcher, &LockWatcher::eventsLost, this, [] {
            printError(
                QStringLiteral("watch: the kernel's event queue overflowed, so events may be missing. All locks are "
                               "inspected again. To enlarge the queue, raise "
                               "/proc/sys/fs/inotify/max_queued_events."));
        });
    }

private:
    /// For a window on another host, which shows the locks themselves and not only their events.
    void printReportsOf(LockWatcher &watcher)
    {
        connect(&watcher, &LockWatcher::updated, this, [this](const std::vector<LockReport> &reports) {
            std::string lines;
            for (const auto &report : reports)
                lines += toWholeJson(report) + '\n';
            write(lines);
        });
        connect(&watcher, &LockWatcher::removed, this, [this](const std::vector<std::string> &keys) {
            std::string lines;
            for (const auto &key : keys) {
                JsonWriter json(lines);
                json.beginObject();
                json.key("gone").text(QString::fromLatin1(QByteArray::fromStdString(key).toBase64()));
                json.endObject();
                lines += '\n';
            }
            write(lines);
        });
        connect(&watcher, &LockWatcher::placeChanged, this, [this](const WatchedPlace &place) {
            std::string line;
            JsonWriter json(line);
            json.beginObject();
            json.path(place.path.native());
            json.key("place").bytes(toWord(place.state));
            json.endObject();
            write(line + '\n');
        });
        connect(&m_silence, &QTimer::timeout, this, [this] { write("{\"alive\":true}\n"); });
        m_silence.start(LongestSilence);
    }

    /// Writes all events at once.
    void print(const std::vector<LockEvent> &events)
    {
        std::string lines;
        for (const auto &event : events) {
            if (!m_isReady)
                m_locks.insert(event.key);
            lines += m_json ? toJson(event) : m_human.event(event).toStdString();
            lines += '\n';
        }
        write(lines);
    }

    void printReady()
    {
        if (std::exchange(m_isReady, true))
            return;
        const auto text = QStringLiteral("ready: watching %1 %2\n")
                              .arg(QString::number(m_locks.size()),
                                   m_locks.size() == 1 ? QStringLiteral("lock") : QStringLiteral("locks"));
        write(m_json ? "{\"event\":\"ready\"}\n" : text.toStdString());
        m_locks.clear();
    }

    /// Standard output is for events; the state of the watched places goes to standard error.
    void reportPlace(const WatchedPlace &place)
    {
        auto &before = m_places[place.path];
        const bool isUsual = place.state == WatchedPlace::State::Live || place.state == WatchedPlace::State::Searching;
        if (!isUsual || (before != WatchedPlace::State::Searching && before != WatchedPlace::State::Live))
            printError(QStringLiteral("watch: %1: %2").arg(place.pathText(), place.text()));
        before = place.state;
    }

    void write(const std::string &lines)
    {
        if (!m_output.lines(lines))
            QCoreApplication::quit();
        if (m_silence.isActive())
            m_silence.start();
    }

    bool m_json;
    Output &m_output;
    ReportText m_human;
    bool m_isReady = false;
    std::set<std::string> m_locks; ///< that existed at the start
    std::map<std::filesystem::path, WatchedPlace::State> m_places;
    QTimer m_silence;
};

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty() && !arguments.wellKnown)
        return usageError(watchCommand(), QStringLiteral("missing PATH operand"));
    if (arguments.reports && !arguments.json)
        return usageError(watchCommand(), QStringLiteral("--reports requires --json"));
    if (arguments.reports && std::ranges::any_of(arguments.operands, isEtcdAddress))
        return usageError(watchCommand(), QStringLiteral("--reports cannot be combined with addresses in etcd"));
    if (std::ranges::any_of(arguments.operands, isEtcdAddress))
        return etcdFunctions()->watchCommand(arguments, output);
    ::signal(SIGPIPE, SIG_IGN);
    allowManyDescriptors();
    const BlockedSignals signals({SIGINT, SIGTERM, SIGHUP});
    output.stopWhenReadable(signals.fd());
    const Application application;

    LockWatcher watcher;
    const Printer printer(watcher, arguments, output);
    if (!arguments.noHistory) {
        LockHistory::Options options;
        options.onError = [](const Failure &failure) { printError(failure.message()); };
        watcher.setHistory(std::make_shared<LockHistory>(std::move(options)));
    }
    LockWatcher::Places places;
    places.paths.assign(arguments.operands.begin(), arguments.operands.end());
    if (arguments.wellKnown)
        std::ranges::move(LockWatcher::wellKnownPlaces(), std::back_inserter(places.paths));

    QSocketNotifier interrupted(signals.fd(), QSocketNotifier::Read);
    QObject::connect(&interrupted, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    // The exit of the reader is noticed at once, not at the next event.
    QSocketNotifier readerGone(STDOUT_FILENO, QSocketNotifier::Exception);
    QObject::connect(&readerGone, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    watcher.watch(std::move(places));
    QCoreApplication::exec();
    return ExitStatus::Done;
}

} // namespace

const Command &watchCommand()
{
    static const Command command{
        .name = "watch",
        .synopsis = "PATH...",
        .summary = "print one line per event until interrupted",
        .details = "Reports the events of the locks at each PATH, which is a lock or a directory\n"
                   "with everything below it. The output is one line for each existing lock, then\n"
                   "'ready', then one line per event, until SIGINT or SIGTERM arrives. A PATH that\n"
                   "does not exist yet is watched until it appears. For locks in etcd, each PATH is\n"
                   "etcd://HOST:PORT/NAME.\n"
                   "\n"
                   "  appeared   the lock file was created\n"
                   "  acquired   a process acquired the lock\n"
                   "  waiting    another process waits for the lock\n"
                   "  released   no process holds the lock any more\n"
                   "  stale      the holder has provably exited\n"
                   "  replaced   another file has the path now\n"
                   "  removed    the lock file was removed\n"
                   "  broken     the lock was moved to quarantine by 'lockscopectl break'\n"
                   "  changed    the content or another property of the lock changed\n"
                   "\n"
                   "Standard error reports if a PATH is absent, does not respond, or is on a file\n"
                   "system without change notification. Events are recorded for 'lockscopectl\n"
                   "history', but not with --host.\n"
                   "\n"
                   "--reports is for programs that show the locks themselves, such as the window on\n"
                   "another host. Before the events, it prints the report of each new or changed lock,\n"
                   "as 'lockscopectl inspect --json' does but with the content of the file, and the\n"
                   "Base64 of the path of each lock that no longer exists as \"gone\". If nothing\n"
                   "changes, it prints a line with \"alive\" every five seconds.",
        .exitStatus = "  0  interrupted, or the reader of standard output has exited\n"
                      "  2  usage error\n"
                      "  4  standard output could not be written",
        .example = "lockscopectl watch --json /run/lock /var/lib/dpkg/lock",
        .options = {Option::Json, Option::WellKnown, Option::NoHistory, Option::Reports, Option::Formats, Option::Host},
        .run = run,
    };
    return command;
}

} // namespace Ctl

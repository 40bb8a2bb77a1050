// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "blockedsignals.h"
#include "command.h"
#include "exitstatus.h"
#include "human.h"
#include "json.h"

#include <lockscope/displaytext.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockwatcher.h>

#include <QCoreApplication>
#include <QSocketNotifier>

#include <algorithm>
#include <csignal>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <sys/resource.h>
#include <unistd.h>

namespace Ctl {

using namespace Lockscope;

namespace {

/// A descriptor stands for each process that a lock rests on.
void allowManyDescriptors()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Prints what a watcher tells, until it is to end.
class Printer : public QObject
{
public:
    Printer(LockWatcher &watcher, bool json, Output &output)
        : m_json(json)
        , m_output(output)
        , m_human(Output::wantsColour())
    {
        connect(&watcher, &LockWatcher::happened, this, &Printer::print);
        connect(&watcher, &LockWatcher::ready, this, &Printer::printReady);
        connect(&watcher, &LockWatcher::placeChanged, this, &Printer::tellPlace);
        connect(&watcher, &LockWatcher::failed, this, [](const Failure &failure) { complain(failure.message()); });
        connect(&watcher, &LockWatcher::eventsMissing, this, [] {
            complain(QStringLiteral("watch: changes came faster than they could be taken in: everything is looked at "
                                    "again, but events in between may be missing. More room for them is in "
                                    "/proc/sys/fs/inotify/max_queued_events."));
        });
    }

private:
    /// Many at once with one write.
    void print(const std::vector<LockEvent> &events)
    {
        std::string lines;
        for (const auto &event : events) {
            lines += m_json ? toJson(event) : m_human.event(event).toStdString();
            lines += '\n';
        }
        write(lines);
    }

    void printReady()
    {
        if (std::exchange(m_isReady, true))
            return;
        write(m_json ? "{\"event\":\"ready\"}\n" : "ready: these are all locks; from now on, what happens to them\n");
    }

    /// Whoever reads standard output gets events; how they come about is for whoever started this.
    void tellPlace(const WatchedPlace &place)
    {
        auto &before = m_places[place.path];
        const bool isUsual = place.state == WatchedPlace::State::Live || place.state == WatchedPlace::State::Searching;
        if (!isUsual || (before != WatchedPlace::State::Searching && before != WatchedPlace::State::Live))
            complain(QStringLiteral("watch: %1: %2").arg(place.pathText(), place.text()));
        before = place.state;
    }

    void write(const std::string &lines)
    {
        if (!m_output.lines(lines))
            QCoreApplication::quit();
    }

    bool m_json;
    Output &m_output;
    HumanText m_human;
    bool m_isReady = false;
    std::map<std::filesystem::path, WatchedPlace::State> m_places;
};

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty() && !arguments.wellKnown)
        return usageError(watchCommand(), QStringLiteral("which PATH?"));
    if (std::ranges::any_of(arguments.operands, [](std::string_view path) { return path.empty(); }))
        return usageError(watchCommand(), QStringLiteral("an empty PATH can never appear"));
    ::signal(SIGPIPE, SIG_IGN);
    allowManyDescriptors();
    const BlockedSignals signals({SIGINT, SIGTERM, SIGHUP});
    output.giveUpWhenReadable(signals.fd());
    int argumentCount = 1;
    std::string name = "lockscopectl";
    char *words[] = {name.data(), nullptr};
    QCoreApplication application(argumentCount, words);

    LockWatcher watcher;
    const Printer printer(watcher, arguments.json, output);
    if (!arguments.noHistory) {
        LockHistory::Options options;
        options.trouble = [](const Failure &failure) { complain(failure.message()); };
        watcher.setHistory(std::make_shared<LockHistory>(std::move(options)));
    }
    LockWatcher::Places places;
    places.paths.assign(arguments.operands.begin(), arguments.operands.end());
    if (arguments.wellKnown)
        std::ranges::move(LockWatcher::wellKnownPlaces(), std::back_inserter(places.paths));

    QSocketNotifier interrupted(signals.fd(), QSocketNotifier::Read);
    QObject::connect(&interrupted, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    // A reader that goes away is noticed at once, not when the next event comes.
    QSocketNotifier readerGone(STDOUT_FILENO, QSocketNotifier::Exception);
    QObject::connect(&readerGone, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
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
        .summary = "one line an event until interrupted",
        .details =
            "Tells what happens to the locks at each PATH, a lock or a folder with all below it: first one line\n"
            "for each lock that is there, then `ready`, then one line for each event, until SIGINT or SIGTERM.\n"
            "A PATH that is not there yet is watched until it appears.\n"
            "\n"
            "  appeared, removed    the lock file is there, is gone\n"
            "  acquired, released   somebody holds the lock, it can be taken\n"
            "  stale                its holder is proved to be gone\n"
            "  replaced             another file took its name\n"
            "  waiting              another process waits for it\n"
            "  broken               somebody took it aside ('lockscopectl break')\n"
            "  changed              something else that it says, or that is known of it\n"
            "\n"
            "How a PATH is followed, where it sends no events, is not there or does not answer, is told on standard\n"
            "error. What happens is recorded for 'lockscopectl history'.",
        .exitStatus = "  0  done: interrupted, or nobody reads any more\n"
                      "  2  the words of the call are off\n"
                      "  4  standard output cannot be written",
        .example = "lockscopectl watch --json /run/lock /var/lib/dpkg/lock",
        .options = {Option::Json, Option::WellKnown, Option::NoHistory},
        .run = run,
    };
    return command;
}

} // namespace Ctl

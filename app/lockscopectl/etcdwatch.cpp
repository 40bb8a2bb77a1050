// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcdwatch.h"

#include "blockedsignals.h"
#include "command.h"
#include "etcdfunctions.h"
#include "event.h"
#include "exitstatus.h"
#include "reporttext.h"

#include <lockscope/etcd.h>
#include <lockscope/json.h>
#include <lockscope/lockhistory.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include <poll.h>
#include <unistd.h>

namespace Ctl {

using namespace Lockscope;

namespace {

/// Prints the events of several locks, each of which a thread watches.
class Printer
{
public:
    Printer(std::size_t locks, bool json, Output &output)
        : m_missing(locks)
        , m_json(json)
        , m_output(output)
        , m_human(Output::wantsColour())
    {}

    /// False if nothing more is to be printed.
    bool print(const LockReport &report)
    {
        const std::lock_guard guard(m_mutex);
        const auto [known, isFirst] = m_known.try_emplace(report.path, report);
        bool isWritten = true;
        if (isFirst) {
            isWritten = write(etcdEvents(nullptr, &report));
            if (--m_missing == 0)
                isWritten = writeReady() && isWritten;
        } else {
            isWritten = write(etcdEvents(&known->second, &report));
            known->second = report;
        }
        return isWritten;
    }

private:
    bool write(const std::vector<LockEvent> &events)
    {
        return std::ranges::all_of(events, [this](const LockEvent &event) {
            return m_json ? m_output.line(toJson(event)) : m_output.line(m_human.event(event));
        });
    }
    bool writeReady()
    {
        return m_json ? m_output.line(std::string_view("{\"event\":\"ready\"}"))
                      : m_output.line(QStringLiteral("ready: watching %1 %2")
                                          .arg(QString::number(m_known.size()),
                                               m_known.size() == 1 ? QStringLiteral("lock") : QStringLiteral("locks")));
    }

    std::mutex m_mutex;
    std::map<std::filesystem::path, LockReport> m_known;
    std::size_t m_missing;
    bool m_json;
    Output &m_output;
    ReportText m_human;
};

} // namespace

int watchEtcd(const Arguments &arguments, Output &output)
{
    if (!std::ranges::all_of(arguments.operands, isEtcdAddress))
        return usageError(watchCommand(), QStringLiteral("paths and addresses in etcd cannot be watched together"));
    ::signal(SIGPIPE, SIG_IGN);
    const BlockedSignals signals({SIGINT, SIGTERM, SIGHUP});
    output.stopWhenReadable(signals.fd());
    const Event stop;
    auto addresses = arguments.operands;
    std::ranges::sort(addresses);
    addresses.erase(std::ranges::unique(addresses).begin(), addresses.end());
    Printer printer(addresses.size(), arguments.json, output);
    {
        std::vector<std::jthread> threads;
        for (const auto &address : addresses) {
            threads.emplace_back([&, address] {
                etcdFunctions()->watch(
                    address,
                    [&](const LockReport &report) {
                        const bool goesOn = printer.print(report) && !report.error;
                        if (!goesOn)
                            stop.set();
                        return goesOn;
                    },
                    stop.fd());
            });
        }
        // The exit of the reader is noticed at once, not at the next event.
        std::array<pollfd, 3> waited{{{signals.fd(), POLLIN, 0}, {stop.fd(), POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
        while (::poll(waited.data(), waited.size(), -1) < 0) {
        }
        stop.set();
    }
    return ExitStatus::Done;
}

} // namespace Ctl

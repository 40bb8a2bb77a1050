// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/hostwatch.h"

#include "ui/remote/hostproblem.h"
#include "ui/remote/remotereports.h"
#include "ui/text/agetext.h"

#include <lockscope/hosts.h>
#include <lockscope/json.h>

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace Lockscope::Ui {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// The far end prints a line every five seconds.
constexpr auto LongestSilence = 15s;
constexpr auto FirstPause = 1s;
constexpr auto LongestPause = 60s;
/// More reports are passed on before the next line is read.
constexpr std::size_t BatchSize = 500;
/// More locks than a window can show; a host could send them without end.
constexpr std::size_t MaxLocks = 1'000'000;

std::optional<RemoteState::Kind> kindOf(const QString &state)
{
    if (state == QLatin1String("live") || state == QLatin1String("polling"))
        return RemoteState::Kind::Live;
    if (state == QLatin1String("absent"))
        return RemoteState::Kind::Absent;
    if (state == QLatin1String("no-permission"))
        return RemoteState::Kind::NoPermission;
    return {};
}

class HostWatch
{
public:
    HostWatch(const LockAddress &place, RemoteReports &reports, const std::stop_token &stop)
        : m_place(place)
        , m_reports(reports)
        , m_stop(stop)
    {}

    void run()
    {
        std::chrono::milliseconds pause = FirstPause;
        while (!m_stop.stop_requested()) {
            m_isReady = false;
            setState(RemoteState::Kind::Connecting);
            if (const auto found = findHost(m_place.host); found.host)
                connect(*found.host);
            else
                fail({.problem = HostCommand::Problem::NotReached}, found.problem);
            pause = m_isReady ? std::chrono::milliseconds(FirstPause)
                              : std::min<std::chrono::milliseconds>(2 * pause, LongestPause);
            waitUnlessStopped(m_stop, pause);
        }
    }

private:
    void connect(const ListedHost &host)
    {
        m_heard = Clock::now();
        m_seen.clear();
        bool isValid = true;
        HostCommand::Sink sink;
        sink.output = [&](std::string_view line) { return isValid = take(line); };
        sink.error = [](std::string_view) {}; // the states of the places say the same
        sink.isStopped = [this] {
            flush();
            if (m_heard - m_state.heard >= 1s)
                announce();
            return m_stop.stop_requested() || Clock::now() - m_heard > LongestSilence;
        };
        auto end = HostCommand(host, {"watch", "--json", "--reports", "--", m_place.path.native()}).run(sink);
        if (m_stop.stop_requested())
            return;
        flush();
        if (!isValid)
            end.problem = HostCommand::Problem::BadAnswer;
        else if (!end.problem && end.exitStatus == UsageError)
            end.problem = HostCommand::Problem::OtherVersion;
        else if (!end.problem)
            end.problem =
                Clock::now() - m_heard > LongestSilence ? HostCommand::Problem::NoAnswer : HostCommand::Problem::Lost;
        fail(end, problemText(end));
    }

    /// False if the line cannot be believed.
    bool take(std::string_view line)
    {
        m_heard = Clock::now();
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size()))).object();
        if (json.isEmpty())
            return false;
        if (json.contains(QLatin1String("alive")))
            return true;
        if (const auto gone = json.value(QLatin1String("gone")); gone.isString()) {
            const auto key = QByteArray::fromBase64(gone.toString().toLatin1()).toStdString();
            flush();
            remove({LockAddress::onHost(m_place.host, key).native()});
        } else if (const auto state = json.value(QLatin1String("place")); state.isString()) {
            if (const auto kind = kindOf(state.toString()))
                setState(*kind);
        } else if (json.value(QLatin1String("event")) == QLatin1String("ready")) {
            flush();
            beReady();
        } else if (json.contains(QLatin1String("event"))) {
            return takeEvent(line);
        } else {
            return takeReport(line);
        }
        return true;
    }

    bool takeReport(std::string_view line)
    {
        auto report = fromJson(line);
        if (!report)
            return false;
        // It can only speak of itself, and was only asked about what is there.
        if (!report->path.is_absolute())
            return true;
        report->path = LockAddress::onHost(m_place.host, report->path);
        for (auto &evidence : report->evidence) {
            if (evidence.host.empty())
                evidence.host = m_place.host;
        }
        if (m_known.size() >= MaxLocks)
            return false;
        auto key = report->key();
        m_seen.insert(key);
        m_known.insert_or_assign(std::move(key), *report);
        m_batch.push_back(*std::move(report));
        if (m_batch.size() >= BatchSize)
            flush();
        return true;
    }

    bool takeEvent(std::string_view line)
    {
        auto event = eventFromJson(line);
        if (!event)
            return false;
        if (!event->path.is_absolute())
            return true;
        event->path = LockAddress::onHost(m_place.host, event->path);
        event->key = event->path.native();
        event->time = wallTimeNow(); // the clocks of two hosts are not compared
        flush();
        if (m_isReady || event->kind == LockEvent::Kind::Appeared)
            m_events.push_back(*std::move(event));
        return true;
    }

    void beReady()
    {
        // What disappeared while there was no connection.
        std::vector<std::string> gone;
        for (const auto &[key, report] : m_known) {
            if (!m_seen.contains(key))
                gone.push_back(key);
        }
        remove(gone);
        m_isReady = true;
        if (m_state.kind == RemoteState::Kind::Connecting)
            setState(RemoteState::Kind::Live);
        flush();
        Q_EMIT m_reports.ready();
    }

    void remove(const std::vector<std::string> &keys)
    {
        if (keys.empty())
            return;
        for (const auto &key : keys)
            m_known.erase(key);
        Q_EMIT m_reports.removed(keys);
    }

    void flush()
    {
        if (!m_batch.empty())
            Q_EMIT m_reports.updated(std::exchange(m_batch, {}));
        if (!m_events.empty())
            Q_EMIT m_reports.eventsOccurred(std::exchange(m_events, {}));
    }

    /// What was reported does not count any more.
    void fail(const HostCommand::End &end, const QString &problem)
    {
        if (m_stop.stop_requested())
            return;
        for (auto &[key, report] : m_known) {
            if (report.verdict.reason == Verdict::Reason::Unreachable)
                continue;
            report = unreachableReport(std::move(report), m_place.host, end);
            m_batch.push_back(report);
        }
        flush();
        m_state.problem = problem;
        setState(RemoteState::Kind::NotAnswering);
    }

    void setState(RemoteState::Kind kind)
    {
        if (kind != RemoteState::Kind::NotAnswering && kind != RemoteState::Kind::Connecting)
            m_state.problem.clear();
        // It stays until an attempt succeeds, so that the state does not flicker.
        if (kind == RemoteState::Kind::Connecting && m_state.kind == RemoteState::Kind::NotAnswering)
            return;
        m_state.kind = kind;
        announce();
    }

    void announce()
    {
        m_state.heard = m_heard;
        Q_EMIT m_reports.stateChanged(m_state);
    }

    /// Of a lockscopectl that does not know the options.
    static constexpr int UsageError = 2;

    const LockAddress m_place;
    RemoteReports &m_reports;
    const std::stop_token m_stop;
    std::map<std::string, LockReport> m_known; ///< by LockReport::key()
    std::set<std::string> m_seen;              ///< on this connection
    std::vector<LockReport> m_batch;
    std::vector<LockEvent> m_events;
    RemoteState m_state;
    Clock::time_point m_heard;
    bool m_isReady = false;
};

} // namespace

void watchOnHost(const LockAddress &place, RemoteReports &reports, const std::stop_token &stop)
{
    HostWatch(place, reports, stop).run();
}

} // namespace Lockscope::Ui

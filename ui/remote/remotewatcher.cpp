// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/remotewatcher.h"

#include "ui/remote/etcdwatch.h"
#include "ui/remote/hostproblem.h"
#include "ui/remote/hostwatch.h"
#include "ui/remote/remotereports.h"
#include "ui/text/lockaddress.h"

#include <lockscope/displaytext.h>
#include <lockscope/hosts.h>

#include <algorithm>
#include <set>
#include <utility>

namespace Lockscope::Ui {

/// Owned by this thread and by the one that watches, which may end later.
struct RemoteWatcher::Place
{
    std::shared_ptr<RemoteReports> reports;
    std::stop_source stop;
    RemoteState state;
    std::set<std::string> keys; ///< of its locks
};

RemoteWatcher::RemoteWatcher(QObject *parent)
    : QObject(parent)
{}

RemoteWatcher::~RemoteWatcher()
{
    for (const auto &[address, place] : m_places)
        place->stop.request_stop();
}

void RemoteWatcher::watch(const std::vector<std::filesystem::path> &addresses)
{
    for (auto place = m_places.begin(); place != m_places.end();) {
        if (std::ranges::find(addresses, place->first) != addresses.end()) {
            ++place;
            continue;
        }
        stop(*place->second);
        place = m_places.erase(place);
    }
    for (const auto &address : addresses) {
        if (!m_places.contains(address))
            start(address);
    }
}

void RemoteWatcher::refresh()
{
    std::vector<std::filesystem::path> addresses;
    for (const auto &[address, place] : m_places) {
        if (place->state.kind == RemoteState::Kind::NotAnswering)
            addresses.push_back(address);
    }
    for (const auto &address : addresses) {
        stop(*m_places[address]);
        m_places.erase(address);
        start(address);
    }
}

const RemoteState *RemoteWatcher::stateOf(const std::filesystem::path &address) const
{
    const auto isIn = [&](const std::filesystem::path &top) {
        auto beginning = top.native();
        while (beginning.ends_with('/'))
            beginning.pop_back();
        const auto &whole = address.native();
        return whole.starts_with(beginning) && (whole.size() == beginning.size() || whole[beginning.size()] == '/');
    };
    // The longest comes last.
    for (auto place = m_places.rbegin(); place != m_places.rend(); ++place) {
        if (isIn(place->first))
            return &place->second->state;
    }
    return nullptr;
}

void RemoteWatcher::start(const std::filesystem::path &address)
{
    auto place = std::make_unique<Place>();
    // Deleted by this thread, whichever thread forgets it last.
    place->reports = {new RemoteReports, [](RemoteReports *reports) { reports->deleteLater(); }};
    auto &reports = *place->reports;
    // By address, because another place may watch it by then; the signals of that have another sender.
    const auto isCurrent = [this, address, sender = &reports] {
        const auto found = m_places.find(address);
        return found != m_places.end() && found->second->reports.get() == sender;
    };
    connect(&reports, &RemoteReports::updated, this, [this, isCurrent, address](const std::vector<LockReport> &all) {
        if (!isCurrent())
            return;
        for (const auto &report : all)
            m_places[address]->keys.insert(report.key());
        Q_EMIT updated(all);
    });
    connect(&reports, &RemoteReports::removed, this, [this, isCurrent, address](const std::vector<std::string> &keys) {
        if (!isCurrent())
            return;
        for (const auto &key : keys)
            m_places[address]->keys.erase(key);
        Q_EMIT removed(keys);
    });
    connect(&reports, &RemoteReports::eventsOccurred, this, [this, isCurrent](const std::vector<LockEvent> &events) {
        if (isCurrent())
            Q_EMIT eventsOccurred(events);
    });
    connect(&reports, &RemoteReports::stateChanged, this, [this, isCurrent, address](const RemoteState &state) {
        if (isCurrent())
            note(address, state);
    });
    connect(&reports, &RemoteReports::ready, this, [this, isCurrent, address] {
        if (isCurrent())
            Q_EMIT ready(address);
    });
    m_threads.run([address, kept = place->reports, stop = place->stop.get_token()] {
        const auto parsed = LockAddress::of(address);
        if (parsed.where == LockAddress::Where::Host)
            watchOnHost(parsed, *kept, stop);
        else
            watchInEtcd(address, *kept, stop);
    });
    m_places[address] = std::move(place);
    note(address, {});
}

void RemoteWatcher::stop(Place &place)
{
    place.stop.request_stop();
    if (!place.keys.empty())
        Q_EMIT removed({place.keys.begin(), place.keys.end()});
}

void RemoteWatcher::note(const std::filesystem::path &address, RemoteState state)
{
    auto &known = m_places[address]->state;
    const bool isNew = known.kind != state.kind;
    if (state.breaking == RemoteState::Break::Unknown && !(isNew && state.kind == RemoteState::Kind::Live)) {
        state.breaking = known.breaking;
        state.breakRefusal = known.breakRefusal;
    }
    known = std::move(state);
    if (isNew && known.kind == RemoteState::Kind::Live && known.breaking == RemoteState::Break::Unknown)
        askWhetherBreakingIsAllowed(address);
    Q_EMIT stateChanged(address, known);
}

/// The far end decides that before it looks at any path: a break without effect shows it.
void RemoteWatcher::askWhetherBreakingIsAllowed(const std::filesystem::path &address)
{
    m_questions.ask(
        *this,
        [name = LockAddress::of(address).host]() -> HostCommand::End {
            const auto found = findHost(name);
            if (!found.host)
                return {.problem = HostCommand::Problem::NotReached};
            HostCommand::Sink sink;
            sink.output = [](std::string_view) { return true; };
            sink.error = [](std::string_view) {};
            return HostCommand(*found.host, {"break", "--dry-run", "--json", "--", "/"}).run(sink);
        },
        [this, address](const HostCommand::End &end) {
            const auto found = m_places.find(address);
            if (found == m_places.end())
                return;
            auto &state = found->second->state;
            state.breaking = end.problem ? RemoteState::Break::Refused : RemoteState::Break::Allowed;
            if (end.problem)
                state.breakRefusal =
                    end.problem == HostCommand::Problem::Refused ? displayText(end.detail) : problemText(end);
            Q_EMIT stateChanged(address, state);
        });
}

} // namespace Lockscope::Ui

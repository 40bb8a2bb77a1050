// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "watch/historynote.h"

#include <lockscope/processfacts.h>

#include <charconv>

namespace Lockscope {

namespace {

using End = LockInterval::End;
using State = Verdict::State;

std::string holderOf(const ProcessFacts &process)
{
    return std::to_string(process.pid) + ' ' + std::to_string(process.startTicks);
}

/// If the state cannot be determined any more, nothing is known to have ended.
std::optional<End> endBy(State state)
{
    switch (state) {
    case State::Absent:
        return End::Removed;
    case State::Stale:
        return End::Stale;
    case State::Held:
        return End::Passed;
    case State::Free:
        return End::Released;
    case State::Unknown:
        break;
    }
    return {};
}

} // namespace

std::optional<HistoryRecorder> HistoryNote::processOf(const std::string &holder)
{
    HistoryRecorder process{.pid = 0, .startTicks = 0, .bootId = {}};
    const char *const end = holder.data() + holder.size();
    const auto pid = std::from_chars(holder.data(), end, process.pid);
    if (pid.ec != std::errc() || pid.ptr == end || *pid.ptr != ' ')
        return {};
    const auto ticks = std::from_chars(pid.ptr + 1, end, process.startTicks);
    return ticks.ec == std::errc() && ticks.ptr == end ? std::optional(process) : std::nullopt;
}

HistoryNote HistoryNote::of(const LockEvent &event)
{
    HistoryNote note{.key = event.key,
                     .path = event.path,
                     .format = event.format,
                     .time = event.time,
                     .state = event.verdict.state,
                     .endOfOthers = {},
                     .holder = {},
                     .pid = {},
                     .processName = {},
                     .owner = event.owner.text(),
                     .waiters = event.waiters};
    if (event.process) {
        note.pid = event.process->pid;
        note.processName = event.process->name;
        note.holder = holderOf(*event.process);
    } else {
        note.pid = event.owner.pid;
        note.holder = note.owner.toStdString();
    }
    switch (event.kind) {
    case LockEvent::Kind::Broken:
        note.endOfOthers = End::Broken;
        break;
    case LockEvent::Kind::Replaced:
        note.endOfOthers = End::Replaced;
        break;
    case LockEvent::Kind::Released:
        note.endOfOthers = endBy(note.state).value_or(End::Released);
        break;
    default:
        note.endOfOthers = endBy(note.state);
    }
    return note;
}

} // namespace Lockscope

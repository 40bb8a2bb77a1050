// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/capture.h>

#include <algorithm>
#include <map>
#include <set>

namespace Lockscope {

namespace {

using Kind = CaptureChange::Kind;
using Part = CaptureChange::Part;
using Pids = std::set<std::int64_t>;

Pids holdersOf(const LockReport &report)
{
    Pids pids;
    for (const auto &holder : report.holders())
        pids.insert(holder.pid);
    if (pids.empty() && report.process && report.verdict.state == Verdict::State::Held)
        pids.insert(report.process->pid);
    return pids;
}

Pids waitersOf(const LockReport &report)
{
    Pids pids;
    for (const auto &lock : report.kernelLocks) {
        for (const auto &waiter : lock.waiters)
            pids.insert(waiter.pid);
    }
    return pids;
}

bool isSameState(const Verdict &left, const Verdict &right)
{
    return left.state == right.state && left.confidence == right.confidence;
}

std::vector<Part> differences(const LockReport &before, const LockReport &after)
{
    std::vector<Part> parts;
    const auto note = [&](bool differs, Part part) {
        if (differs)
            parts.push_back(part);
    };
    note(!isSameState(before.verdict, after.verdict), Part::State);
    note(holdersOf(before) != holdersOf(after), Part::Holder);
    note(waitersOf(before) != waitersOf(after), Part::Waiters);
    note(before.owner != after.owner, Part::Owner);
    note(before.format != after.format, Part::Format);
    note(before.inode && after.inode && before.inode != after.inode, Part::File);
    return parts;
}

} // namespace

std::vector<CaptureChange> compare(const Capture &before, const Capture &after)
{
    std::map<std::string, CaptureChange> byKey;
    for (const auto &lock : before.locks)
        byKey[lock.key()].before = &lock;
    for (const auto &lock : after.locks)
        byKey[lock.key()].after = &lock;
    std::vector<CaptureChange> changes;
    for (auto &[key, change] : byKey) {
        if (!change.before)
            change.kind = Kind::New;
        else if (!change.after)
            change.kind = Kind::Gone;
        else if (change.parts = differences(*change.before, *change.after); change.parts.empty())
            continue;
        changes.push_back(std::move(change));
    }
    return changes;
}

std::string_view toWord(CaptureChange::Kind kind)
{
    switch (kind) {
    case Kind::New:
        return "new";
    case Kind::Gone:
        return "gone";
    case Kind::Changed:
        break;
    }
    return "changed";
}

std::string_view toWord(CaptureChange::Part part)
{
    switch (part) {
    case Part::State:
        return "state";
    case Part::Holder:
        return "holder";
    case Part::Waiters:
        return "waiters";
    case Part::Owner:
        return "owner";
    case Part::Format:
        return "format";
    case Part::File:
        break;
    }
    return "file";
}

} // namespace Lockscope

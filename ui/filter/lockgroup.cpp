// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/lockgroup.h"

#include "ui/model/lockrow.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/text/naturalkey.h"
#include "ui/text/verdictwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LockGroups)
};

/// The name is empty if no source shows it.
using Processes = std::map<ProcessRef, std::string>;

Processes processesOf(const LockRow &row)
{
    Processes processes;
    const auto host = processHost(row.path());
    const auto add = [&](std::int64_t pid, const std::string &name) {
        if (pid <= 0)
            return;
        auto &known = processes[{.host = host, .pid = pid}];
        if (known.empty())
            known = name;
    };
    for (const auto &lock : row.kernelLocks) {
        for (const auto &holder : lock.holders)
            add(holder.pid, holder.name);
        for (const auto &waiter : lock.waiters)
            add(waiter.pid, waiter.name);
    }
    if (row.process)
        add(row.process->pid, row.process->name);
    for (const auto pid : row.ownerPids)
        add(pid, {});
    return processes;
}

std::vector<CountedGroup> byProcess(const std::vector<const LockRow *> &locks)
{
    struct Process
    {
        std::string name;
        std::size_t count = 0;
    };
    std::map<ProcessRef, Process> found;
    for (const auto *lock : locks) {
        for (const auto &[ref, name] : processesOf(*lock)) {
            auto &process = found[ref];
            ++process.count;
            if (process.name.empty())
                process.name = name;
        }
    }
    std::vector<CountedGroup> groups;
    for (const auto &[ref, process] : found) {
        const auto name = process.name.empty() && ref.host.empty()
                              ? Words::tr("process %1, not running here").arg(ref.pid)
                              : processText(process.name, ref.pid, ref.host);
        groups.push_back({{.by = Grouping::Process, .process = ref}, name, Glyph::Process, process.count});
    }
    return groups;
}

std::vector<CountedGroup> byFolder(const std::vector<const LockRow *> &locks)
{
    std::unordered_map<QString, std::size_t> found;
    for (const auto *lock : locks)
        ++found[lock->folder];
    std::vector<CountedGroup> groups;
    for (const auto &[folder, count] : found) {
        const auto name = folder.isEmpty() ? Words::tr("path unknown") : folder;
        groups.push_back({{.by = Grouping::Folder, .folder = folder}, name, Glyph::OpenDirectory, count});
    }
    return groups;
}

std::vector<CountedGroup> byState(const std::vector<const LockRow *> &locks)
{
    using State = Verdict::State;
    std::vector<CountedGroup> groups;
    for (const auto state : {State::Stale, State::Held, State::Unknown, State::Free, State::Absent}) {
        const auto count =
            std::ranges::count_if(locks, [state](const LockRow *lock) { return lock->verdict.state == state; });
        Verdict verdict;
        verdict.state = state;
        verdict.confidence = Verdict::Confidence::Proved;
        if (count > 0)
            groups.push_back({{.by = Grouping::State, .state = state},
                              stateText(state),
                              glyphOf(verdict),
                              static_cast<std::size_t>(count)});
    }
    return groups;
}

} // namespace

bool LockGroup::contains(const LockRow &lock) const
{
    switch (by) {
    case Grouping::None:
        return true;
    case Grouping::Process:
        return processesOf(lock).contains(process);
    case Grouping::Folder:
        return lock.folder == folder;
    case Grouping::State:
        return lock.verdict.state == state;
    }
    return true;
}

std::vector<CountedGroup> groupsOf(const std::vector<const LockRow *> &locks, Grouping by)
{
    if (by == Grouping::None)
        return {};
    if (by == Grouping::State)
        return byState(locks);
    auto groups = by == Grouping::Process ? byProcess(locks) : byFolder(locks);
    std::ranges::sort(groups, [](const CountedGroup &left, const CountedGroup &right) {
        return left.count != right.count ? left.count > right.count : naturalKey(left.name) < naturalKey(right.name);
    });
    return groups;
}

} // namespace Lockscope::Ui

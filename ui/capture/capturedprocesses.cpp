// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/capture/capturedprocesses.h"

#include "ui/sources/scope.h"

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

const ProcessFacts *find(const Capture &capture, std::int64_t pid)
{
    const auto found = std::ranges::find(capture.processes, pid, &ProcessFacts::pid);
    return found == capture.processes.end() ? nullptr : &*found;
}

ProcessTree treeOf(const Capture &capture, const ProcessFacts &process)
{
    ProcessTree tree;
    tree.process = process;
    // A hand-made capture may contain a cycle.
    for (const auto *parent = find(capture, process.ppid); parent && tree.ancestors.size() < ProcessTree::MostAncestors;
         parent = find(capture, parent->ppid))
        tree.ancestors.push_back(*parent);
    for (const auto &child : capture.processes) {
        if (child.ppid == process.pid && child.pid != process.pid && tree.children.size() < ProcessTree::MostChildren)
            tree.children.push_back(child);
    }
    return tree;
}

} // namespace

ProcessView::Reader readerOf(std::shared_ptr<const Capture> capture)
{
    return [capture = std::move(capture)](const ProcessFacts &process, const std::optional<InodeKey> &) {
        return std::optional(treeOf(*capture, process));
    };
}

std::vector<LockInterval> intervalsOf(const Capture &capture, const LockHistory::Filter &filter)
{
    std::vector<LockInterval> intervals;
    for (const auto &interval : capture.history) {
        const bool isChosen = filter.paths.empty() || std::ranges::any_of(filter.paths, [&](const auto &path) {
                                  return isBelow(interval.path, path);
                              });
        if (isChosen && intervals.size() < filter.maxIntervals)
            intervals.push_back(interval);
    }
    return intervals;
}

} // namespace Lockscope::Ui

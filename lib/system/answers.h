// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/mounts.h"

#include <lockscope/result.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace Lockscope {

/// How long a file system may take to respond before it is reported as not responding. A busy disk or server responds
/// within this time.
constexpr std::chrono::nanoseconds LongestSilence = std::chrono::seconds(5);

/// Whether calls on this mount may block indefinitely, waiting for a server or another process: network file systems,
/// FUSE, automount points.
bool mayNotAnswer(const MountTable::Mount &mount);

/// The mount that a path is on. Links are followed as long as they are on mounts that always respond. Accesses only
/// local file systems, and only to resolve links. Absent if it cannot be determined.
std::optional<MountTable::Mount> mountBehind(const std::filesystem::path &path, const MountTable &mounts);

/// The name of the mount that a path is on, if that mount may not respond.
std::optional<std::string> mountToWaitFor(const std::filesystem::path &path, const MountTable &mounts);

/// Whether the mount responds to calls on this path within LongestSilence. Not checked again within a second of a
/// response.
bool answers(const std::string &mount, const std::filesystem::path &path);

/// Runs the work in a separate thread and waits for it, at most for LongestSilence. False if it has not finished by
/// then: its thread is abandoned and ends when the mount responds, so the work must own everything that it uses. While
/// work for a mount is unfinished, no other work is started for that mount.
///
/// Work that takes long by nature counts its steps: the limit then applies to each step.
using Steps = std::shared_ptr<std::atomic<std::uint64_t>>;
bool returnsInTime(const std::string &mount, std::function<void()> work, const Steps &steps = {});

/// The result of the work; absent if the file system of the path does not respond. Runs the work in this thread unless
/// the path is on a mount that may not respond.
template <typename Work>
std::optional<std::invoke_result_t<Work>> answerFrom(const std::filesystem::path &path, const MountTable &mounts,
                                                     Work work, const Steps &steps = {})
{
    const auto mount = mountToWaitFor(path, mounts);
    if (!mount)
        return work();
    if (!answers(*mount, path))
        return std::nullopt;
    auto answer = std::make_shared<std::optional<std::invoke_result_t<Work>>>();
    const bool answered = returnsInTime(
        *mount, [answer, work = std::move(work)] { answer->emplace(work()); }, steps);
    return answered ? std::move(*answer) : std::nullopt;
}

/// The mounts that may not respond, for code that traverses directories of other file systems and must not access them.
class SilentMounts
{
public:
    explicit SilentMounts(const MountTable &mounts);
    /// The names in this directory that are mount points of such mounts.
    std::set<std::string> namesIn(int directory) const;

private:
    std::vector<std::filesystem::path> m_points;
};

/// The failure for a file system that does not respond.
Failure noAnswer(LockErrc code, const std::filesystem::path &path);
const char *noAnswerText();

} // namespace Lockscope

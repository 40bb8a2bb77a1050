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

/// How long a file system has to answer before it is reported as not answering. A busy disk or server answers within
/// this time.
constexpr std::chrono::nanoseconds LongestSilence = std::chrono::seconds(5);

/// Whether calls on this mount may block for as long as a server or another process likes: network file systems, FUSE,
/// automount points.
bool mayNotAnswer(const MountTable::Mount &mount);

/// The mount that a path leads to, links followed as long as they lie on mounts that answer. Asks no file system but
/// this host's own, and those only for links. Absent if it cannot be told.
std::optional<MountTable::Mount> mountBehind(const std::filesystem::path &path, const MountTable &mounts);

/// Names the mount that a path leads to, if that may not answer.
std::optional<std::string> mountToWaitFor(const std::filesystem::path &path, const MountTable &mounts);

/// Whether the mount answers calls on this path within LongestSilence. As long as it has answered within the last
/// second it is not asked.
bool answers(const std::string &mount, const std::filesystem::path &path);

/// Runs the work on a thread of its own and waits for it, at most for LongestSilence. False if it has not come back
/// until then: its thread is left behind and ends when the mount answers, so the work must own all that it uses. As
/// long as one work for a mount has not come back, no other is begun for it.
///
/// Work that is long by nature counts its steps; then it may take as long as it likes between the first and the last.
using Steps = std::shared_ptr<std::atomic<std::uint64_t>>;
bool returnsInTime(const std::string &mount, std::function<void()> work, const Steps &steps = {});

/// What the work gives; absent if the file system behind the path does not answer. The work runs in this thread unless
/// the path leads to a mount that may not answer.
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

/// The mounts that may not answer, for who goes through directories of other file systems and must not touch them.
class SilentMounts
{
public:
    explicit SilentMounts(const MountTable &mounts);
    /// The names in this directory that are such mounts.
    std::set<std::string> namesIn(int folder) const;

private:
    std::vector<std::filesystem::path> m_points;
};

/// That a file system does not answer.
Failure noAnswer(LockErrc code, const std::filesystem::path &path);
const char *noAnswerText();

} // namespace Lockscope

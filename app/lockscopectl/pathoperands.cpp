// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "pathoperands.h"

#include "output.h"

#include <lockscope/lockwatcher.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <span>
#include <string_view>

#include <unistd.h>

namespace Ctl {

namespace {

constexpr std::string_view StandardInput = "-";

/// Longer than any path. Input without a separator in so many bytes is not a list of paths.
constexpr std::size_t LongestPath = 64 * 1024;

enum class Reading
{
    Done,
    Stopped, ///< by the callback
    Failed,
};

Reading forEachInputPath(char separator, const std::function<bool(const std::string &path)> &use)
{
    // Empty lines are skipped. Between NUL bytes, an empty path is passed on, and fails.
    const auto isPath = [&](const std::string &path) { return !path.empty() || separator == '\0'; };
    std::string rest;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            printError(QStringLiteral("standard input: read: ") + QString::fromLocal8Bit(::strerrordesc_np(errno)));
            return Reading::Failed;
        }
        if (count == 0)
            return rest.empty() || use(rest) ? Reading::Done : Reading::Stopped;
        rest.append(buffer.data(), static_cast<std::size_t>(count));
        std::size_t begin = 0;
        for (auto end = rest.find(separator); end != rest.npos; end = rest.find(separator, begin)) {
            const auto path = rest.substr(begin, end - begin);
            begin = end + 1;
            if (isPath(path) && !use(path))
                return Reading::Stopped;
        }
        rest.erase(0, begin);
        if (rest.size() > LongestPath) {
            printError(
                separator == '\0'
                    ? QStringLiteral("standard input: no NUL byte within 64 KiB; with -0, each path ends with one")
                    : QStringLiteral("standard input: no newline within 64 KiB; each path ends with one, or with a "
                                     "NUL byte and the option -0"));
            return Reading::Failed;
        }
    }
}

} // namespace

bool readsPathsFromInput(const Arguments &arguments)
{
    const auto candidates = std::span(arguments.operands).first(arguments.operandsBeforeDashes);
    return std::ranges::find(candidates, StandardInput) != candidates.end();
}

bool forEachPath(const Arguments &arguments, const std::function<bool(const std::string &path)> &use)
{
    for (std::size_t i = 0; i < arguments.operands.size(); ++i) {
        const auto &operand = arguments.operands[i];
        if (operand != StandardInput || i >= arguments.operandsBeforeDashes) {
            if (!use(operand))
                return true;
            continue;
        }
        const auto reading = forEachInputPath(arguments.nullSeparated ? '\0' : '\n', use);
        if (reading != Reading::Done)
            return reading == Reading::Stopped;
    }
    return true;
}

std::optional<std::vector<std::filesystem::path>> rootsOf(const Arguments &arguments)
{
    std::vector<std::filesystem::path> roots;
    const bool isRead = forEachPath(arguments, [&](const std::string &path) {
        roots.emplace_back(path);
        return true;
    });
    if (!isRead)
        return std::nullopt;
    if (arguments.wellKnown)
        std::ranges::move(Lockscope::LockWatcher::wellKnownPlaces(), std::back_inserter(roots));
    return roots;
}

} // namespace Ctl

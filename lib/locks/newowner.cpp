// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/inspector.h>
#include <lockscope/losswatch.h>

namespace Lockscope {

std::optional<Claim> LossWatch::newOwner(const std::filesystem::path &path)
{
    const auto report = Inspector().inspect(path);
    if (const auto holders = report.holders(); !holders.empty()) {
        auto claim = Claim::ofPid(holders.front().pid);
        if (!holders.front().name.empty())
            claim.name = holders.front().name;
        return claim;
    }
    // The content of a lock outlives its holder.
    const bool mayBeHeld =
        report.verdict.state == Verdict::State::Held || report.verdict.state == Verdict::State::Unknown;
    return mayBeHeld && !report.owner.isEmpty() ? std::optional(report.owner) : std::nullopt;
}

} // namespace Lockscope

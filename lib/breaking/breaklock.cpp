// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The one member of LockFile that acts on another's lock. It stands here and not in the room of locks, because it needs
// to judge: what is broken must be proved to be left behind.
#include <lockscope/lockfile.h>

#include "breaking/takeaside.h"
#include "inspect/machine.h"
#include "inspect/reportbuilder.h"
#include "system/systemcalls.h"

#include <lockscope/inspector.h>

#include <fcntl.h>

namespace Lockscope {

namespace {

Failure refusal(const std::filesystem::path &path, const Verdict &verdict, std::optional<Claim> claim)
{
    auto failure = Failure::of(LockErrc::BreakRefused, path, verdict.summary.toStdString());
    failure.claim = std::move(claim);
    return failure;
}

/// Bytes that several formats could have written are what the kind says that they are.
Result<void> breakPath(const std::filesystem::path &path, std::string_view kind, const std::optional<Claim> &claim)
{
    const auto report = Inspector().inspect(path);
    if (report.verdict.state == Verdict::State::Absent)
        return {};
    const auto verdict = report.format == kind || !claim ? report.verdict : judgeClaim(*claim, Machine());
    if (verdict.state != Verdict::State::Stale)
        return refusal(path, verdict, claim);
    const auto aside = takeAside(report);
    if (!aside)
        return aside.error();
    for (const auto &companion : report.companions)
        sys().unlinkat(AT_FDCWD, companion.c_str(), 0);
    return removeAside(*aside, path);
}

} // namespace

Result<void> LockFile::breakLock()
{
    const auto locked = isLocked();
    if (!locked)
        return locked.error();
    if (isHeldByMe())
        return Failure::of(LockErrc::BreakRefused, m_path, "this object holds it");
    const auto claim = readClaim();
    switch (breakManner()) {
    case BreakManner::Nothing:
        if (*locked)
            return refuse(LockErrc::BreakRefused);
        return {};
    case BreakManner::Path:
        return breakPath(m_path, kind(), claim);
    case BreakManner::Claim:
        break;
    }
    if (!*locked)
        return {};
    const auto verdict = judgeClaim(claim.value_or(Claim()), Machine());
    if (verdict.state != Verdict::State::Stale)
        return refusal(m_path, verdict, claim);
    return breakClaimed();
}

} // namespace Lockscope

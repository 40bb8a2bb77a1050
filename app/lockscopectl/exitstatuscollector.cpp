// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "exitstatuscollector.h"

#include "exitstatus.h"
#include "output.h"

#include <lockscope/displaytext.h>

#include <cerrno>
#include <cstring>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::ProbeError;
using Lockscope::Verdict;

void ExitStatusCollector::add(const Lockscope::LockReport &report)
{
    if (report.verdict.state == Verdict::State::Stale)
        m_stale = true;
    const bool absent = report.verdict.state == Verdict::State::Absent;
    if (!absent && !report.error)
        return;
    m_failed = true;
    const auto error = report.error.value_or(ProbeError{"ENOENT", "statx", ::strerrordesc_np(ENOENT)});
    printError(QStringLiteral("%1: %2: %3 (%4)")
                   .arg(displayText(report.path), displayText(error.call), displayText(error.message),
                        displayText(error.code)));
}

int ExitStatusCollector::exitStatus() const
{
    if (m_failed)
        return ExitStatus::Failed;
    return m_stale ? ExitStatus::Stale : ExitStatus::Done;
}

} // namespace Ctl

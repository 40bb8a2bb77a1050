// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

namespace Ctl {

/// Derives the exit status of inspect and scan from the reports.
class ExitStatusCollector
{
public:
    /// Prints an error if the path is absent or could not be inspected.
    void add(const Lockscope::LockReport &report);
    void addFailure() { m_failed = true; }

    int exitStatus() const;

private:
    bool m_stale = false;
    bool m_failed = false;
};

} // namespace Ctl

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

namespace Ctl {

/// Collects what the looked-at locks come to: the exit status of inspect and scan.
class ExitStatusCollector
{
public:
    /// Takes one report in; complains on standard error where the path is absent or could not be looked at.
    void add(const Lockscope::LockReport &report);
    void addFailure() { m_failed = true; }

    int exitStatus() const;

private:
    bool m_stale = false;
    bool m_failed = false;
};

} // namespace Ctl

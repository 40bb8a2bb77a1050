// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "output.h"
#include "reporttext.h"

#include <lockscope/lockreport.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace Ctl {

/// What a scan prints: the reports that the options ask for, in their form and order.
class ScanList
{
public:
    ScanList(const Arguments &arguments, Output &output);

    /// Whether --state and --format let it through.
    bool shows(const Lockscope::LockReport &report) const;
    /// Prints them, or keeps them until they can be sorted. False if standard output cannot be written any more.
    bool add(std::vector<Lockscope::LockReport> reports);
    /// Prints what was kept, and for people how many locks of each state there are.
    void finish();

    std::size_t shown() const { return m_shown; }
    std::size_t total() const { return m_total; }

private:
    bool print(const std::vector<Lockscope::LockReport> &reports);
    void append(std::string &text, const Lockscope::LockReport &report);
    bool isForPeople() const { return !m_arguments.json && !m_arguments.nullSeparated; }
    QString summary() const;

    const Arguments &m_arguments;
    Output &m_output;
    ReportText m_human;
    std::vector<Lockscope::LockReport> m_kept;
    std::map<Lockscope::Verdict::State, std::size_t> m_counts;
    std::size_t m_shown = 0;
    std::size_t m_total = 0;
    std::filesystem::path m_lastPath; ///< of a database with several rows, which is one path
};

} // namespace Ctl

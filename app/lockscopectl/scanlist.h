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

/// The output of a scan: the reports that the options select, in the requested form and order.
class ScanList
{
public:
    ScanList(const Arguments &arguments, Output &output);

    /// Whether --state and --format select the report.
    bool shows(const Lockscope::LockReport &report) const;
    /// Prints the reports, or keeps them for sorting. False if standard output cannot be written any more.
    bool add(std::vector<Lockscope::LockReport> reports);
    /// Prints the kept reports and, except in JSON, the number of locks in each state.
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
    std::filesystem::path m_lastPath; ///< a database with several rows is printed once
};

} // namespace Ctl

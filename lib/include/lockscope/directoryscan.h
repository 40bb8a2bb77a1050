// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Inspecting every lock below some directories: scanDirectories().

#include <lockscope/inspector.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace Lockscope {

/// The progress of a scan.
struct ScanProgress
{
    std::uint64_t directories = 0; ///< directories read so far
    std::uint64_t entries = 0;     ///< names seen so far
    std::uint64_t locks = 0;       ///< reports delivered so far
    std::filesystem::path current; ///< the directory being read
};

/// What scanDirectories() reports, and how.
struct ScanOptions
{
    bool all = false;  ///< also report files that are not locks, with format `none`
    bool rows = false; ///< report each row of a lock database, see Inspector::inspectRows()
    unsigned workers = 2;
};

/// Callbacks that receive the results of a scan. Called in threads of the scan, one call at a time.
struct ScanSink
{
    std::function<void(std::vector<LockReport>)> batch; ///< called at most 100 ms after its first report was ready
    std::function<void(const ScanProgress &)> progress; ///< called a few times per second
    std::function<void(const Failure &)> unreadable;    ///< a directory that could not be read; the scan continues
    std::function<void(const std::filesystem::path &)> directory; ///< each directory once, before its entries
};

/// Inspects every lock below the roots: recursively, without leaving the file system of each root, and without
/// following links. Files whose name and inode rule out a lock, and that have no kernel lock, are skipped without being
/// opened. A root that is a file is inspected itself. Returns when all reports have been delivered or when stop is
/// requested. The order of the reports is not defined. Blocks; do not call it in a GUI thread.
///
///     ScanSink sink;
///     sink.batch = [](std::vector<LockReport> reports) { print(reports); };
///     scanDirectories({"/run/lock", "/srv"}, Inspector(), {}, sink);
LOCKSCOPE_EXPORT void scanDirectories(const std::vector<std::filesystem::path> &roots, const Inspector &inspector,
                                      const ScanOptions &options, const ScanSink &sink, std::stop_token stop = {});

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

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

/// How far a scan has come.
struct ScanProgress
{
    std::uint64_t folders = 0;     ///< read so far
    std::uint64_t entries = 0;     ///< names seen so far
    std::uint64_t locks = 0;       ///< reports delivered so far
    std::filesystem::path current; ///< the folder that is read now
};

struct ScanOptions
{
    bool all = false;  ///< report files that are no lock too, as format `none`
    bool rows = false; ///< of a database of locks report each row, see Inspector::inspectRows()
    unsigned workers = 2;
    /// The caller's own rules beside those for names of known programs: a pattern of fnmatch(3) for the last component
    /// of a path makes it worth a look, one behind `!` takes it out. Of those that fit a name, the last one decides.
    std::vector<std::string> namePatterns;
};

/// Where a scan delivers. Called from the scan's own threads, one call at a time.
struct ScanSink
{
    std::function<void(std::vector<LockReport>)> batch;        ///< at most 100 ms after the first report in it
    std::function<void(const ScanProgress &)> progress;        ///< a few times a second
    std::function<void(const Failure &)> unreadable;           ///< a folder that could not be read; the scan goes on
    std::function<void(const std::filesystem::path &)> folder; ///< each folder once, before what is in it
};

/// Inspects every lock below the roots: recursively, one file system a root, by folder descriptors, following no link.
/// What cannot be a lock by its name and inode, and has no kernel lock, is skipped without being opened; so is what the
/// caller's patterns take out, kernel lock or not. A root that is a file is inspected itself. Returns when all is
/// delivered or when stop is requested; the order of reports is not fixed.
LOCKSCOPE_EXPORT void scanFolders(const std::vector<std::filesystem::path> &roots, const Inspector &inspector,
                                  const ScanOptions &options, const ScanSink &sink, std::stop_token stop = {});

} // namespace Lockscope

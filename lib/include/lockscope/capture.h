// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The state of a host in one file: Capture.

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/processfacts.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// What was known about the locks of a host at one moment: to attach to a ticket, to inspect on another host, or to
/// compare with a later one.
///
///     const auto capture = Capture::take({});
///     if (const auto written = capture.write("before.lockscope.json"); !written)
///         qWarning() << written.error();
///
/// The file is one JSON object; each lock is an object as in toJson() with additional fields. Times have milliseconds.
/// It contains command lines and the contents of lock files: only its owner may read it. A file that is read is
/// untrusted: its size and the length of its lists and texts are limited.
struct LOCKSCOPE_EXPORT Capture
{
    /// Larger files, and files with more locks, are not read.
    static constexpr std::uint64_t MaxBytes = 512ULL << 20U;
    static constexpr std::size_t MaxLocks = 200'000;

    /// What of() captures.
    struct Options
    {
        std::vector<std::filesystem::path> directories; ///< locks below these, besides the kernel's locks
        bool wellKnownPlaces = true;                    ///< see LockWatcher::wellKnownPlaces()
        std::chrono::hours history{24};                 ///< intervals that had not ended before
    };

    WallTime time;                       ///< when it was completed
    std::string version;                 ///< of Lockscope
    std::string user;                    ///< who took it
    std::string hostname;                ///< of the host
    std::string bootId;                  ///< to recognise two captures of the same boot
    bool isComplete = false;             ///< the processes of all users were visible
    std::vector<LockReport> locks;       ///< by key; their holders, waiters and deadlocks are the waiting graph
    std::vector<ProcessFacts> processes; ///< holders, waiters and recorded owners that run, and their ancestors
    std::vector<LockInterval> history;   ///< newest first
    /// Why the history could not be read, in English; empty if it was read.
    std::string historyError;

    /// Inspects the host. A place that cannot be read is left out. Blocks; returns early if stop is requested.
    static Capture take(const Options &options, std::stop_token stop = {});
    /// From reports that exist already, with what /proc shows now about their processes. Blocks.
    static Capture of(std::vector<LockReport> locks, std::vector<LockInterval> history);

    std::string toJson() const;
    /// Replaces the file atomically; StateFailed if it cannot be written. Blocks.
    Result<void> write(const std::filesystem::path &file) const;

    /// Reads a file of this or of an older version. ReadFailed if it is not a capture. Blocks.
    static Result<Capture> read(const std::filesystem::path &file);
    /// The same for its content.
    static Result<Capture> parse(std::string_view json);
};

/// A lock that differs between two captures.
struct CaptureChange
{
    enum class Kind
    {
        New,
        Gone,
        Changed,
    };
    /// What differs in a changed lock.
    enum class Part
    {
        State,
        Holder,
        Waiters,
        Owner, ///< as recorded in the lock
        Format,
        File, ///< its path names another inode
    };

    Kind kind = Kind::Changed;
    std::vector<Part> parts;            ///< of a changed lock, in the order of Part
    const LockReport *before = nullptr; ///< null for a new lock
    const LockReport *after = nullptr;  ///< null for one that does not exist any more

    const LockReport &lock() const { return after ? *after : *before; }
};

/// `new`, `gone`, `changed`; `state`, `holder`, `waiters`, `owner`, `format`, `file`.
LOCKSCOPE_EXPORT std::string_view toWord(CaptureChange::Kind kind);
LOCKSCOPE_EXPORT std::string_view toWord(CaptureChange::Part part);

/// The locks that differ, ordered by key. Ages, times and evidence are not compared. The captures must outlive the
/// result.
LOCKSCOPE_EXPORT std::vector<CaptureChange> compare(const Capture &before, const Capture &after);

} // namespace Lockscope

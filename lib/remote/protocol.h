// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/hosts.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope::Protocol {

// The lines that the two ends exchange: JSON objects, one per line. The first line is the greeting of the far end; then
// each question is answered by one line with the same `id`, in the same order. A field or a question that an end does
// not know is ignored or answered with an error, so that versions may differ.

/// Increased when an old near end would misunderstand a new far end.
constexpr int Version = 1;

std::string greeting(const HostGreeting &greeting);
/// Absent if the line is not a greeting of this version.
std::optional<HostGreeting> parseGreeting(std::string_view line);

bool isGreetingOfOtherVersion(std::string_view line);

/// Whether the process with one of the PIDs of a claim is running. `pid` is the one that is asked about.
std::string processQuestion(std::int64_t id, const Claim &claim, std::int64_t pid);

/// Which kernel locks its processes hold on the file at this path.
std::string fileQuestion(std::int64_t id, const std::filesystem::path &path);

/// The reports about the files with this inode that have kernel locks.
std::string lockedInodeQuestion(std::int64_t id, const InodeKey &inode);

/// To run a command of lockscopectl. If it is accepted, the answer is the last line of the protocol: then the command
/// has the connection, and its standard output, standard error and exit status are those of the far end.
std::string commandQuestion(std::int64_t id, const std::vector<std::string> &words);
/// An empty reason: the command runs.
std::string commandAnswer(std::int64_t id, std::string_view refusal);
/// Whether the answer is that the command runs; otherwise `refusal` is the reason, or empty if the far end does not
/// know such questions. Absent unless it is an answer to the question with this ID.
struct CommandAnswer
{
    bool runs = false;
    std::string refusal;
};
std::optional<CommandAnswer> parseCommandAnswer(std::string_view line, std::int64_t id);

struct Question
{
    std::int64_t id = 0;
    std::optional<Claim> claim; ///< with a single PID
    /// If the digits of a lock can be read as several PIDs: all of them, of which one is meant.
    std::vector<std::int64_t> candidates;
    std::filesystem::path path;
    std::optional<InodeKey> lockedInode;
    std::vector<std::string> command; ///< nothing of all that: a question that this version does not know
};
/// Absent if the line is not a question.
std::optional<Question> parseQuestion(std::string_view line);

std::string processAnswer(std::int64_t id, const Testimony::Process &process);
std::string errorAnswer(std::int64_t id, std::string_view error);

/// What identifies a file and its state, as far as two hosts that share a file system see the same, and the kernel
/// locks on it.
struct FileState
{
    std::string format;
    std::vector<std::int64_t> pids; ///< that it records
    std::uint64_t inode = 0;        ///< only the number: devices differ
    std::uint64_t size = 0;
    std::int64_t ownerUid = -1;
    std::int64_t modified = 0; ///< nanoseconds since the epoch
    struct Lock
    {
        LockDescription lock;
        std::vector<ProcessName> holders;
    };
    std::vector<Lock> locks; ///< that exclude others

    static FileState of(const LockReport &report);
    /// Whether it is the same file in the same state; the locks are not compared.
    bool isSame(const FileState &other) const;
};

std::string fileAnswer(std::int64_t id, const FileState &file);
/// Absent unless it is an answer to the question with this ID.
std::optional<FileState> parseFileAnswer(std::string_view line, std::int64_t id);

std::string reportsAnswer(std::int64_t id, std::span<const LockReport> reports);
/// Absent unless it is an answer to the question with this ID, and each report can be read.
std::optional<std::vector<LockReport>> parseReportsAnswer(std::string_view line, std::int64_t id);

/// Absent unless it is an answer to the question with this ID about this PID.
std::optional<Testimony::Process> parseProcessAnswer(std::string_view line, std::int64_t id, std::int64_t pid);

} // namespace Lockscope::Protocol

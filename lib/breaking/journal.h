// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// A broken lock in the journal, used exclusively by this object: during its lifetime the file is locked, so that other
/// processes know that the break is in progress. If the process is killed, the kernel releases the lock.
class JournalEntry
{
public:
    /// The first byte of the file, which is overwritten in place: that needs no space on a full disk.
    enum class State : char
    {
        Breaking = 'b', ///< being quarantined; if the process was killed, the break is completed or rolled back
        Broken = 'B',
        Displaced = 'd', ///< the quarantined file is another lock, which was moved by mistake and could not be restored
        Undoing = 'u',   ///< being restored
        Expired = 'x',   ///< being removed permanently
        Deleting = 'X',  ///< the same, including the content of a directory
        Partial = 'p',   ///< a part of it was removed permanently, and the rest could not be
    };

    const BreakRecord &record() const { return m_record; }
    State state() const { return m_state; }
    Result<void> become(State state);
    /// Removes it from the journal.
    void remove();

private:
    friend class Journal;
    JournalEntry(FileDescriptor file, std::filesystem::path path, BreakRecord record, State state);

    FileDescriptor m_file;
    std::filesystem::path m_path;
    BreakRecord m_record;
    State m_state;
};

/// The records of broken locks: a directory with one file each, so that a damaged file affects no other record.
class Journal
{
public:
    /// Uses this directory, which is created when it is first needed; if it is empty, the default directory of this
    /// user.
    explicit Journal(std::filesystem::path directory);

    /// Records a break before anything is changed. When it returns, the record is on disk.
    Result<JournalEntry> begin(const BreakRecord &record);

    /// The IDs of all records; empty if there is no journal yet. StateFailed for a directory that belongs to another
    /// user or that others may write: records of other users must not be acted on.
    Result<std::vector<std::string>> ids() const;
    /// Absent if another process uses it until then, or if it was removed meanwhile. StateFailed for a record of
    /// another user.
    Result<std::optional<JournalEntry>> open(const std::string &id, std::chrono::nanoseconds until = {}) const;

    /// A record that another process uses.
    struct Used
    {
        BreakRecord record;
        JournalEntry::State state;
        std::filesystem::path path; ///< of its file, which that process has locked
    };
    /// Absent if it was removed meanwhile.
    Result<std::optional<Used>> peek(const std::string &id) const;

private:
    Result<void> makeDirectory() const;
    Result<void> trustDirectory(int directory) const;
    static bool lockNote(int file, std::chrono::nanoseconds until);
    Result<FileDescriptor> openNote(const std::filesystem::path &path) const;
    /// Absent if it was removed meanwhile.
    Result<std::optional<Used>> readNote(int file, const std::filesystem::path &path) const;
    Failure failure(const char *call, const std::filesystem::path &path) const;

    bool m_isOfUser;
    Result<std::filesystem::path> m_directory = std::filesystem::path();
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/breakrecord.h"
#include "system/filedescriptor.h"

#include <lockscope/result.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope {

/// One broken lock in the journal, in use by this object alone: while it lives, the file is locked, so that others know
/// that somebody is at work and not dead. The kernel drops that lock with a process that is killed.
class JournalEntry
{
public:
    /// The first byte of the file, which is overwritten in place: that needs no room on a full disk.
    enum class State : char
    {
        Breaking = 'b', ///< being taken aside; who finds it so finishes or rolls back
        Broken = 'B',
        Displaced = 'd', ///< what lies aside is another's lock, which was taken in its place and could not go back
        Undoing = 'u',   ///< being put back
        Expired = 'x',   ///< being removed for good
        Deleting = 'X',  ///< the same, with whatever is in its directory
    };

    const BreakRecord &record() const { return m_record; }
    State state() const { return m_state; }
    Result<void> become(State state);
    /// Takes it out of the journal.
    void remove();

private:
    friend class Journal;
    JournalEntry(FileDescriptor file, std::filesystem::path path, BreakRecord record, State state);

    FileDescriptor m_file;
    std::filesystem::path m_path;
    BreakRecord m_record;
    State m_state;
};

/// The broken locks that are kept: a folder with one file for each, so that what happens to one file costs no other.
class Journal
{
public:
    /// In this folder, which is made when it is first needed; without one, in the place that this user has for it.
    explicit Journal(std::filesystem::path folder);

    /// Notes a break before anything is touched. When it returns, the note is on the disk.
    Result<JournalEntry> begin(const BreakRecord &record);

    /// The ids of all that is kept; none if there is no journal yet. StateFailed for a directory that belongs to
    /// another user or that others may write: what they put there must not be acted on.
    Result<std::vector<std::string>> ids() const;
    enum class Patience
    {
        None,
        Wait, ///< for whoever uses the note, some seconds
    };
    /// Absent if another process uses it, or it went meanwhile. StateFailed for a note of another user.
    Result<std::optional<JournalEntry>> open(const std::string &id, Patience patience = Patience::None) const;

private:
    Result<void> makeFolder() const;
    Result<void> trustFolder(int folder) const;
    static bool lockNote(int file, Patience patience);
    Failure failure(const char *call, const std::filesystem::path &path) const;

    bool m_isOfUser;
    Result<std::filesystem::path> m_folder = std::filesystem::path();
};

} // namespace Lockscope

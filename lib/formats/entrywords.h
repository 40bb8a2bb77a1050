// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/entry.h"

#include <array>
#include <optional>
#include <string>

namespace Lockscope {

// The words of the TOML files.

template <typename Value>
struct EntryWord
{
    std::string_view word;
    Value value;
};

inline constexpr std::array EntryInodes = {
    EntryWord<EntryInode>{"file", EntryInode::File},
    EntryWord<EntryInode>{"empty", EntryInode::Empty},
    EntryWord<EntryInode>{"symlink", EntryInode::Symlink},
    EntryWord<EntryInode>{"directory", EntryInode::Directory},
    EntryWord<EntryInode>{"empty-directory", EntryInode::EmptyDirectory},
    EntryWord<EntryInode>{"hardlink", EntryInode::HardLink},
};
inline constexpr std::array EntryHolders = {
    EntryWord<EntryHeldBy>{"process", EntryHeldBy::Process},
    EntryWord<EntryHeldBy>{"kernel-lock", EntryHeldBy::KernelLock},
    EntryWord<EntryHeldBy>{"existence", EntryHeldBy::Existence},
    EntryWord<EntryHeldBy>{"heartbeat", EntryHeldBy::Heartbeat},
    EntryWord<EntryHeldBy>{"companion", EntryHeldBy::Companion},
    EntryWord<EntryHeldBy>{"port", EntryHeldBy::Port},
    EntryWord<EntryHeldBy>{"nobody", EntryHeldBy::Nobody},
    EntryWord<EntryHeldBy>{"nothing", EntryHeldBy::Nothing},
};
inline constexpr std::array EntryTimes = {
    EntryWord<EntryTime>{"unix", EntryTime::Unix},
    EntryWord<EntryTime>{"unix-ms", EntryTime::UnixMilliseconds},
    EntryWord<EntryTime>{"iso8601", EntryTime::Iso8601},
};
inline constexpr std::array EntryKernelLocks = {
    EntryWord<std::string_view>{"flock", "flock"},
    EntryWord<std::string_view>{"fcntl", "fcntl"},
};
inline constexpr std::array EntryPidScopes = {
    EntryWord<std::string_view>{"host", "host"},
    EntryWord<std::string_view>{"container", "container"},
};
/// `directory` and `row` are `rmdir` and `delete-row` as break actions.
inline constexpr std::array EntryRemovals = {
    EntryWord<std::string_view>{"unlink", "unlink"},
    EntryWord<std::string_view>{"directory", "rmdir"},
    EntryWord<std::string_view>{"row", "delete-row"},
    EntryWord<std::string_view>{"none", "none"},
};

/// `file, empty or symlink`
template <typename Value>
std::string listed(std::span<const EntryWord<Value>> words)
{
    std::string text;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at > 0)
            text += at + 1 == words.size() ? " or " : ", ";
        text += words[at].word;
    }
    return text;
}

/// `pid`, `pidns`, `user-at-host`
std::optional<EntryField> entryField(std::string_view word);
/// The same for the name of a group in a pattern, which has `_` instead of `-`.
std::optional<EntryField> fieldOfGroup(std::string_view name);
std::string_view toWord(EntryField field);
std::string_view toWord(EntryInode inode);
std::string_view toWord(EntryHeldBy heldBy);

/// `60s`, `5min`, `12h`, `500ms`, `2d`
std::optional<std::chrono::milliseconds> durationOf(std::string_view text);
/// Spaces between the digits are ignored.
std::optional<std::string> bytesOfHex(std::string_view text);
bool isEntryId(std::string_view text);
/// What a rule lacks to distinguish a lock from other files; empty: nothing.
std::string_view missingIn(const EntryRule &rule);

} // namespace Lockscope

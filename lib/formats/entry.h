// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

namespace Lockscope {

// A format as data: the content of a TOML file of the catalogue, checked and ready for matching. All members are views
// of the table that the build generates, or of the EntryStore with a user's file.

/// The meaning of a named group of a pattern, of a key, or of a position in JSON.
enum class EntryField
{
    Pid,
    Host,
    User,
    Name, ///< of the program
    Thread,
    Start, ///< when the owning process started
    Time,
    Boot,
    Token,        ///< py-filelock's number that identifies one start of a process
    PidNamespace, ///< the inode of a PID namespace, in hexadecimal
    HostSnapshot,
    SharedMemory, ///< the ID of System V shared memory
    Port,
    Expires,
    Lasts,      ///< seconds between two refreshes
    PidBytes,   ///< a PID as a four-byte integer in the byte order of this machine
    UserAtHost, ///< `jane@box`
    PidAtHost,  ///< `4242@box`
    File,       ///< a part of a name, for `companions` and `companion-lock`
    Other,      ///< must exist, but has no meaning
    Count
};

/// A field and its position: a key, or a JSON pointer in which `*` means every element.
struct EntryPlace
{
    EntryField field;
    std::string_view at;
    bool optional = false;
};

enum class EntryInode
{
    File,
    Empty,
    Symlink,
    Directory,
    EmptyDirectory,
    HardLink, ///< an empty file with further names in its directory
};

enum class EntryHeldBy
{
    Process,
    KernelLock,
    Existence,
    Heartbeat,
    Companion,
    Port,
    Nobody,
    Nothing,
};

enum class EntryTime
{
    Unix,
    UnixMilliseconds,
    Iso8601,
};

/// One form of a lock of a format. A format has one, or several variants, the first of which to match counts.
struct EntryRule
{
    // Its form.
    std::span<const std::string_view> names;       ///< globs; empty: any name
    std::span<const std::string_view> notNames;    ///< globs
    std::span<const std::string_view> directories; ///< globs on the name of the directory; empty: any
    std::span<const std::string_view> ancestors;   ///< globs on the name of any directory above it; empty: any
    EntryInode inode = EntryInode::File;
    bool namedLikeLock = false; ///< only with the name of a lock, by the rules for all programs
    std::string_view content;
    std::string_view target;
    std::string_view filename;
    std::string_view child;      ///< the only entry in a directory
    std::string_view secondName; ///< another name of the same inode
    std::string_view sibling;    ///< the content of the file named by `read`
    std::string_view read;       ///< the file with the owner, by its path relative to the directory of the lock
    std::string_view ownerFile;  ///< an optional companion file; `sibling` is then its content
    std::span<const EntryPlace> json;
    std::span<const EntryPlace> keys;
    std::span<const std::string_view> beside; ///< names that exist in the same directory
    std::int64_t mode = -1;                   ///< exact permission bits; -1: any
    bool executable = false;
    bool linked = false; ///< it has further names
    std::uint64_t minSize = 0;
    std::uint64_t maxSize = 65536;
    std::string_view startsWith;   ///< plain text, a fast check before the pattern
    std::string_view contains;     ///< the same
    std::uint32_t lines = 0;       ///< the exact number of lines, all with a line break; 0: any
    bool beginning = false;        ///< the first bytes are sufficient, the file may have any length
    bool escapes = false;          ///< a backslash escapes the character after it
    bool anySpelling = false;      ///< keys and names in JSON match without regard to case, `-` and `_`
    std::string_view kernelLock;   ///< `flock` or `fcntl`: the type of kernel lock that its program uses
    bool kernelLockNeeded = false; ///< it matches only while such a lock exists
    bool noKernelLock = false;     ///< it matches only while there is no kernel lock on it

    // Its meaning.
    EntryHeldBy heldBy = EntryHeldBy::Process;
    double confidence = 0.95;
    bool incomplete = false;      ///< an owner is expected, but missing
    bool onlyIfUnknown = false;   ///< it counts only if no other format matches
    bool hasUnparsedText = false; ///< it may also name another owner
    bool everyPidHolds = false;
    bool bareNumber = false; ///< the PID may be a port, a counter or a PID of another host
    bool timeIsExpiry = false;
    bool lookForProgram = false;
    bool checksProgram = false; ///< a process of another program is not the holder, by the rule of its program
    std::chrono::milliseconds heartbeat{};
    EntryTime timeFormat = EntryTime::Unix;
    std::string_view companionLock; ///< a file in the same directory, or `.`, on which the holder has a kernel lock
    bool companionLockAlways = false;
    std::string_view rowTable;
    std::string_view reason;
    std::string_view staleRule;
    std::string_view remove = "unlink";
    std::string_view neverRemove;
    std::string_view findHolder;
    std::string_view note;
    std::span<const std::string_view> companions;  ///< files in the same directory that are removed with the lock
    std::span<const std::string_view> secondNames; ///< globs on other names of the same inode that are removed with it
};

/// A lock of that format, or a similar file that is not one.
struct EntrySample
{
    bool counter = false;
    std::string_view path; ///< `directory/name`
    EntryInode inode = EntryInode::File;
    std::string_view text;  ///< content, or the target of a symbolic link
    std::string_view child; ///< the entry in a directory
    std::string_view secondName;
    std::string_view readText; ///< content of the file named by `read`
    std::span<const std::string_view> beside;
    std::int64_t mode = -1;
    std::string_view kernelLock;
    std::int64_t pid = 0;
    std::string_view host;
    std::string_view user;
    std::string_view name;
    std::string_view thread;
    std::int64_t line = 0;
};

struct FormatEntry
{
    std::string_view id;
    std::string_view title;
    std::span<const std::string_view> programs;
    std::span<const std::string_view> places;
    std::string_view reference;
    std::string_view detector; ///< code of the library that recognises it, if rules are not sufficient
    std::span<const EntryRule> rules;
    std::span<const EntrySample> samples;
    std::string_view source; ///< the file that contains it
    std::int64_t line = 0;
};

} // namespace Lockscope

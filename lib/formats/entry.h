// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

namespace Lockscope {

// A format as data: what a TOML file of the catalogue says, checked and ready to compare with files. Everything is a
// view: of the table that the build generates, or of the EntryStore that read a user's file.

/// What a named group of a pattern, a key or a place in JSON gives.
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
    Token,        ///< py-filelock's number for one start of one process
    PidNamespace, ///< the inode of a PID namespace, in hexadecimal
    Machine,
    SharedMemory, ///< the ID of System V shared memory
    Port,
    Expires,
    Lasts,      ///< seconds from one refresh to the next
    PidBytes,   ///< a PID in the four bytes of this machine's integer
    UserAtHost, ///< `jane@box`
    PidAtHost,  ///< `4242@box`
    File,       ///< a part of a name, for `companions` and `companion-lock`
    Other,      ///< must be there, and means nothing here
    Count
};

/// A field and where it stands: a key, or a JSON pointer in which `*` means every element.
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

/// One way in which a lock of a format looks. A format has one, or several variants of which the first that fits
/// counts.
struct EntryRule
{
    // What it looks like.
    std::span<const std::string_view> names;       ///< globs; none: any name
    std::span<const std::string_view> notNames;    ///< globs
    std::span<const std::string_view> directories; ///< globs on the directory's name; none: any
    EntryInode inode = EntryInode::File;
    bool namedLikeLock = false; ///< only what has a lock's name, by the rules that hold for every program
    std::string_view content;
    std::string_view target;
    std::string_view filename;
    std::string_view child;      ///< the only entry in a directory
    std::string_view secondName; ///< another name of the same inode
    std::string_view sibling;    ///< the content of the file that `read` names
    std::string_view read;       ///< the file with the owner, by its path from the lock's directory
    std::string_view ownerFile;  ///< a companion file that may exist; `sibling` is then its content
    std::span<const EntryPlace> json;
    std::span<const EntryPlace> keys;
    std::span<const std::string_view> beside; ///< names that exist in the same directory
    std::int64_t mode = -1;                   ///< exact permission bits; -1: any
    bool executable = false;
    bool linked = false; ///< it has further names
    std::uint64_t minSize = 0;
    std::uint64_t maxSize = 65536;
    std::string_view startsWith;   ///< plain text, so that a pattern need not be tried
    std::string_view contains;     ///< the same
    std::uint32_t lines = 0;       ///< exactly so many, all ended by a line break; 0: any
    bool beginning = false;        ///< the first bytes are enough, the file may be of any length
    bool escapes = false;          ///< a backslash escapes the character behind it
    bool anySpelling = false;      ///< keys and names in JSON match without regard to case, `-` and `_`
    std::string_view kernelLock;   ///< `flock` or `fcntl`: the kind that its program acquires
    bool kernelLockNeeded = false; ///< it fits only while such a lock exists
    bool noKernelLock = false;     ///< it fits only while no kernel lock is on it

    // What that means.
    EntryHeldBy heldBy = EntryHeldBy::Process;
    double confidence = 0.95;
    bool incomplete = false;    ///< an owner should stand there, but does not
    bool onlyIfUnknown = false; ///< it counts only if no other format matches
    bool saysMore = false;      ///< it may name another owner as well
    bool everyPidHolds = false;
    bool bareNumber = false; ///< the PID may be a port, a counter or the PID of another host
    bool timeIsExpiry = false;
    bool lookForProgram = false;
    bool checksProgram = false; ///< a process of another program is not the holder, by the rule of its program
    std::chrono::milliseconds heartbeat{};
    EntryTime timeFormat = EntryTime::Unix;
    std::string_view companionLock; ///< a file in the same directory on which the holder has a kernel lock
    bool companionLockAlways = false;
    std::string_view rowTable;
    std::string_view reason;
    std::string_view staleRule;
    std::string_view remove = "unlink";
    std::string_view neverRemove;
    std::string_view findHolder;
    std::string_view note;
    std::span<const std::string_view> companions;  ///< files in the same directory that go with the lock
    std::span<const std::string_view> secondNames; ///< globs on other names of the same inode that go with it
};

/// A lock of that format, or a file that looks similar and is not a lock of it.
struct EntrySample
{
    bool counter = false;
    std::string_view path; ///< `directory/name`
    EntryInode inode = EntryInode::File;
    std::string_view text;  ///< content, or the target of a link
    std::string_view child; ///< the entry in a directory
    std::string_view secondName;
    std::string_view readText; ///< content of the file that `read` names
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
    std::string_view detector; ///< code of the library that recognises it, for what rules cannot tell
    std::span<const EntryRule> rules;
    std::span<const EntrySample> samples;
    std::string_view source; ///< the file that it comes from
    std::int64_t line = 0;
};

} // namespace Lockscope

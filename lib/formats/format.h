// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/subject.h"

#include <lockscope/claim.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

class Catalogue;

/// By what a lock of a format is held. Its text is often only a comment.
enum class HeldBy
{
    KernelLock, ///< held while there is a kernel lock on the file, whatever its content
    Process,    ///< held while it exists and the process that it names is running
    Exists,     ///< held while it exists; it names no process
    Heartbeat,  ///< held while its holder refreshes it; may name a process
    Nobody,     ///< not held, according to the files related to it
    None,       ///< not a lock
};

/// A format that matches a subject, with what was read by it.
struct FormatReading
{
    std::string_view id;   ///< the ID of the format, as in lockscopectl
    double confidence = 0; ///< 0 to 1
    std::string reason;    ///< why it matches, a clause
    Claim claim;
    HeldBy heldBy = HeldBy::Exists;
    /// There is text that was not understood, and that may name another process or host.
    bool hasUnparsedText = false;
    bool incomplete = false; ///< it has the form of the format, but is empty or cut off where an owner is expected
    /// The name in the claim is that of a running program, which can be compared with a running process; otherwise it
    /// is that of a user.
    bool namesProgram = false;
    /// The PIDs are several holders, not alternatives for one PID.
    bool everyPidHolds = false;
    bool timeIsExpiry = false; ///< its modification time is set to the end of its lease
    /// Only digits, in a file that is not known to belong to a program: a PID of this host, or of another host or
    /// container, a port, or a counter.
    bool bareNumber = false;
    /// The format does not define whether the digits of its PID are decimal or hexadecimal.
    bool unknownBase = false;
    /// Further numbers in a text of an unknown program, any of which may be the PID of the holder.
    std::vector<std::int64_t> otherNumbers = {};
    bool matchesName = false; ///< files of this format have certain names, and this is one of them
    /// It counts only if no other format matches.
    bool onlyIfUnknown = false;

    /// A companion file in the same directory on which the holder has a kernel lock: that lock decides, whatever the
    /// content of this file. Empty: none.
    std::string companionLock = {};
    /// The holder has that lock as long as it holds this one. Otherwise it may hold this one without it, and only an
    /// existing lock is significant.
    bool companionLockAlways = false;
    /// Names of programs that create such locks: to be searched for if it names no process, or none that can be looked
    /// up.
    std::vector<std::string_view> programs = {};
    /// Only processes of these programs can be its holder; empty: any process.
    std::vector<std::string_view> holderPrograms = {};
    /// It is a database, and each row of this table in it represents a lock; empty: none.
    std::string_view markTable = {};
    /// The System V shared memory of its holder, to which further processes may be attached.
    std::optional<std::int64_t> sharedMemory = {};

    std::vector<std::string> companions = {}; ///< files in the same directory that are removed with the lock
    /// How to remove a stale one: `unlink`, `rmdir` (including its content), `delete-row`, `none`.
    std::string_view breakAction = "unlink";
    std::string neverBreak = {}; ///< why it must never be removed, a clause with what to do instead; empty: it may be
    /// Another lock that its program keeps with this one, and how the program breaks both, a clause; empty: none.
    std::string_view partner = {};
    std::string programRule = {}; ///< when the program itself considers it stale, a clause; empty: never
    std::string_view ask = {};    ///< how to find the holder, a clause; empty: unknown
    std::optional<std::chrono::milliseconds> heartbeat = {}; ///< the program considers an older one expired
};

/// Code for a format that the rules of an entry cannot recognise; everything else about it is in the entry of the
/// catalogue with this ID. `recognise` is a pure function of its subject; absent if it does not match.
struct FormatDetector
{
    std::string_view id;
    std::optional<FormatReading> (*recognise)(const Subject &subject);
};

/// All recognisers. Formats are data: prefer an entry in the catalogue.
std::span<const FormatDetector> formatDetectors();

/// Every match by the rules of entries and by code, most certain first.
std::vector<FormatReading> readAll(const Subject &subject);
std::vector<FormatReading> readAll(const Subject &subject, const Catalogue &catalogue);

/// Whether a name may be that of a lock: decides which files a scan opens.
bool looksLikeLockName(std::string_view name);
/// The same, or the user gave this path.
bool isCalledLock(const Subject &subject);
/// The same with the inode type: FIFOs, sockets and devices are never locks; a directory or a link that is merely named
/// `lock` is more likely a place for locks.
bool looksLikeLock(std::string_view name, InodeInfo::InodeType type);

/// Whether a word of the name is about a lock: `hackage-security-lock`, `muleLock`, `lock_dir`. Scans do not inspect
/// such files, but one that the user gives may be a lock.
bool mentionsLock(std::string_view name);

bool isPidFileName(std::string_view name); ///< `app.pid`, `pid`

/// Whether a file with such a name by convention contains a PID of its own host: `app.pid`, `app.lock`, `LCK..ttyS0`.
bool conventionallyHoldsPid(std::string_view name);

/// Whether it is known not to be a lock: a list of dependencies according to its name and text, a text without the name
/// of a lock and without words about a holder, the directory of a package, a link to a directory. Only for files that
/// no recogniser matches.
bool isDocument(const Subject &subject);
/// A short text with a word with which locks describe their owner.
bool mentionsOwner(const Subject &subject);
/// `Cargo.lock` and similar files, which pin the versions of dependencies and lock nothing.
bool isDependencyListName(std::string_view name);

} // namespace Lockscope

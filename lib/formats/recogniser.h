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

/// By what a format's lock is held. The text inside is often only a comment.
enum class HeldTest
{
    KernelLock, ///< held while somebody has a kernel lock on the file, whatever it says
    Process,    ///< held while it is there and the process that it names lives
    Exists,     ///< held while it is there; it names no process
    Heartbeat,  ///< held while its holder keeps it fresh; names a process or none
    Nobody,     ///< nobody holds it, by what lies beside it
    None,       ///< it is no lock
};

/// One way to read a subject.
struct Recognition
{
    std::string_view id;   ///< the format's id, as in lockscopectl
    double confidence = 0; ///< 0 to 1
    std::string reason;    ///< what speaks for it, a clause
    Claim claim;
    HeldTest heldTest = HeldTest::Exists;
    /// It says more than was understood, and that may name another process or host.
    bool saysMore = false;
    bool torn = false; ///< it has the format's look, but is empty or cut off where an owner should stand
    /// Its name is that of the program that runs, which a living process can be compared with; otherwise it is a
    /// user's.
    bool namesProgram = false;
    /// Its pids are several holders, not several readings of one number.
    bool everyPidHolds = false;
    bool timeIsExpiry = false; ///< its modification time is set to the end of its lease
    /// Digits alone, in a file that no program claims: a PID of this host, or one of another host or container, a port,
    /// a counter.
    bool bareNumber = false;
    /// It counts only if no other format matches.
    bool onlyIfUnknown = false;

    /// A file in the same folder that its holder keeps a kernel lock on: that decides, whatever this one says. Empty:
    /// none.
    std::string guard = {};
    /// Its holder has that lock as long as it holds. Otherwise it may hold without, and only a lock says something.
    bool guardAlways = false;
    /// Processes of these names make such locks: to be looked for where it names none, or none that can be asked for.
    std::vector<std::string_view> programs = {};
    /// A process that is none of these programs is not its holder.
    std::vector<std::string_view> holderPrograms = {};
    /// It is a database, and each row of this table in it is a mark; empty: none.
    std::string_view markTable = {};
    /// The System V shared memory of its holder, to which more processes than the one that it names may be attached.
    std::optional<std::int64_t> sharedMemory = {};

    std::vector<std::string> companions = {}; ///< names in the same folder that belong to the lock and go with it
    /// How to remove one that is left behind: `unlink`, `rmdir` (with what is in it), `delete-row`, `none`.
    std::string_view breakAction = "unlink";
    std::string neverBreak =
        {}; ///< why removing it is wrong always, a clause with what to do instead; empty: it is not
    /// Another lock that its program keeps beside this one, and how the program breaks both, a clause; empty: none.
    std::string_view partner = {};
    std::string programRule = {}; ///< when the program itself takes it for left behind, a clause; empty: never
    std::string_view ask = {};    ///< how its users find out who holds it, a clause; empty: no way is known
    std::optional<std::chrono::milliseconds> heartbeat = {}; ///< older than this counts as expired for the program
};

/// Code for a format that the rules of an entry cannot tell; everything else of it stands in the entry of the catalogue
/// with this ID. recognise is a pure function of its subject; absent where it does not fit.
struct Recogniser
{
    std::string_view id;
    std::optional<Recognition> (*recognise)(const Subject &subject);
};

/// All of them. Formats are data: read the catalogue first.
std::span<const Recogniser> recognisers();

/// Every reading that fits, by the rules of entries and by code, surest first.
std::vector<Recognition> recogniseAll(const Subject &subject);
std::vector<Recognition> recogniseAll(const Subject &subject, const Catalogue &catalogue);

/// Whether a name may be that of a lock: decides what a scan opens at all.
bool looksLikeLockName(std::string_view name);
/// The same, or its user says so.
bool isCalledLock(const Subject &subject);
/// The same with the inode's kind: FIFOs, sockets and devices never are locks; a folder or a link that is only called
/// `lock` is rather a place for them.
bool looksLikeLock(std::string_view name, LockReport::InodeType type);

/// Whether what has such a name conventionally holds a PID of its own host: `app.pid`, `app.lock`, `LCK..ttyS0`.
bool conventionallyHoldsPid(std::string_view name);

/// What is known to be no lock: a list of dependencies by its name and its text, or a text without the name of a lock
/// and without a word of who holds anything, the directory of a package, a link to a directory. Only for what no
/// recogniser knows.
bool isDocument(const Subject &subject);
/// A short text with a word by which locks tell of their owner.
bool mentionsOwner(const Subject &subject);
/// `Cargo.lock` and its like, which fix the versions of dependencies and lock nothing.
bool isDependencyListName(std::string_view name);

} // namespace Lockscope

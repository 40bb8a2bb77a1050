// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/lmdbformat.h"

#include "formats/bytes.h"
#include "formats/digits.h"
#include "formats/fields.h"
#include "values/lockphrases.h"

#include <algorithm>

namespace Lockscope {

namespace {

// LMDB's table of readers, as written by 64-bit builds with glibc mutexes.
constexpr std::size_t WriterMutexOwner = 0x48;
constexpr std::size_t FirstReader = 128;
constexpr std::size_t ReaderSize = 64;
constexpr std::size_t PidInReader = 8;

void addPid(Claim &claim, std::uint64_t pid)
{
    const auto number = static_cast<std::int64_t>(pid);
    if (std::find(claim.pids.begin(), claim.pids.end(), number) == claim.pids.end())
        claim.pids.push_back(number);
}

/// Every process in the table; the writing thread is recorded by its thread ID, which on Linux is in the same number
/// space as PIDs.
Claim readLmdbTable(std::string_view content)
{
    Claim claim;
    const auto isPid = [](std::uint64_t value) { return value > 0 && value <= static_cast<std::uint64_t>(LargestPid); };
    for (auto slot = FirstReader; slot + ReaderSize <= content.size(); slot += ReaderSize) {
        // Eight bytes: in this layout the four after the PID are zero.
        const auto pid = littleEndian(content, slot + PidInReader, 8).value_or(0);
        if (isPid(pid))
            addPid(claim, pid);
    }
    if (const auto writer = littleEndian(content, WriterMutexOwner, 4).value_or(0); isPid(writer)) {
        addPid(claim, writer);
        claim.thread = std::to_string(writer);
    }
    if (claim.pids.size() == 1)
        claim.pid = claim.pids.front();
    return claim;
}

std::optional<FormatReading> recogniseLmdb(const Subject &subject)
{
    constexpr std::uint64_t Magic = 0xBEEFC0DE;
    const bool named = subject.name == "lock.mdb" || subject.name.ends_with("-lock");
    if (subject.inodeType != InodeInfo::InodeType::Regular || !subject.contentRead || !named ||
        littleEndian(subject.content, 0, 4) != Magic || subject.content.size() < FirstReader)
        return std::nullopt;
    auto match = reading(LmdbFormat, 0.98, LockPhrases::noop("LMDB's magic number before a table of readers"),
                         HeldBy::KernelLock, readLmdbTable(subject.content));
    match.everyPidHolds = true;
    match.hasUnparsedText = subject.content.size() < subject.size;
    match.neverBreak = LockPhrases::noop("removing it while a program has the database open permits two writers at "
                                         "once: use mdb_stat -rr to clear readers that have exited");
    return match;
}

} // namespace

const FormatDetector LmdbFormat = {"lmdb", recogniseLmdb};

} // namespace Lockscope

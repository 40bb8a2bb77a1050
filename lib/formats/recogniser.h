// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/subject.h"

#include <lockscope/claim.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Lockscope {

/// By what a format's lock is held. The text inside is often only a comment.
enum class HeldTest
{
    KernelLock, ///< held while somebody has a kernel lock on the file, whatever it says
    Process,    ///< held while the process that it names lives
    Exists,     ///< held while it is there
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
};

/// A format: who it is and how it is told. recognise is a pure function of its subject; absent where it does not fit.
struct Recogniser
{
    std::string_view id;
    std::string_view description;
    std::optional<Recognition> (*recognise)(const Subject &subject);
};

/// All of them, one file a format. To add one: write its file, name it in the table of registry.cpp.
std::span<const Recogniser> recognisers();

/// Every reading that fits, surest first; the order of the table decides among equals.
std::vector<Recognition> recogniseAll(const Subject &subject);

/// Whether a name may be that of a lock: decides what a scan opens at all.
bool looksLikeLockName(std::string_view name);
/// The same with the inode's kind: FIFOs, sockets and devices never are locks; a folder or a link that is only called
/// `lock` is rather a place for them.
bool looksLikeLock(std::string_view name, LockReport::InodeType type);

} // namespace Lockscope

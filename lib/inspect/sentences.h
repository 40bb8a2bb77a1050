// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>
#include <lockscope/processfacts.h>

#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace Lockscope {

/// `process 4242 (nginx)`; the name in brackets only where it is known.
QString processWords(std::int64_t pid, std::string_view name);
QString processWords(std::int64_t pid, const std::optional<ProcessFacts> &process);

/// The holders of all these locks, each process once.
std::vector<LockHolder> holdersOf(const std::vector<KernelLock> &locks);
/// The same in words, the first two by name; empty where none is known.
QString holderWords(const std::vector<KernelLock> &locks);

/// `a shared flock`, `an exclusive POSIX lock on bytes 0 to 99`.
QString lockWords(const KernelLock &lock);

/// `deadlock: process 1 waits for process 2, which waits for process 1`: each waits for the next one.
QString deadlockWords(const std::vector<std::int64_t> &circle);

} // namespace Lockscope

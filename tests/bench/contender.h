// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// One way to acquire and release one lock: with Lockscope, with bare system calls, or with another library. A call
/// that fails ends the program, because the result of half a cycle would be meaningless.
class Contender
{
public:
    Contender() = default;
    virtual ~Contender() = default;
    Contender(const Contender &) = delete;
    Contender &operator=(const Contender &) = delete;
    /// Waits indefinitely, each contender in its own way.
    virtual void acquire() = 0;
    virtual void release() = 0;
};

using MakeContender = std::function<std::unique_ptr<Contender>(const std::filesystem::path &path)>;

/// Lockscope's lock of this kind.
MakeContender lockscopeContender(std::string_view kind, Lockscope::Timeout timeout = {});
/// Whether a wait without a timeout for this kind blocks in the kernel.
bool restsOnKernelLock(std::string_view kind);
MakeContender qLockFileContender();
MakeContender boostContender();

/// Prints what failed, with errno, and ends the program.
[[noreturn]] void abortBenchmark(const std::string &what);

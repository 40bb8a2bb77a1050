// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Makes system calls fail or hang, or lets another process act between two calls.

#include <lockscope/lockscope_export.h>

#include <QMetaType>

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

namespace Lockscope::Test {

/// A system call of the library that fails. Calls have the names that Failure::call has: `openat`, `flock`,
/// `pthread_create`.
class Fault
{
public:
    Fault() = default;
    Fault(std::string call, int error)
        : m_call(std::move(call))
        , m_error(error)
    {}

    const std::string &call() const { return m_call; }
    int error() const { return m_error; }

private:
    std::string m_call;
    int m_error = 0;
};

/// Adds a column `fault` and a row for each pair of call and error.
void addRowsForEachFault(std::initializer_list<const char *> calls, std::initializer_list<int> errors);

/// During its lifetime, the call fails: each time, or only the nth time from now on. For this whole process, so create
/// it before the objects under test and destroy it after them.
///
///     Test::ScopedFault full("pwrite", ENOSPC);
class ScopedFault
{
public:
    explicit ScopedFault(const Fault &fault, int nth = 0);
    ScopedFault(const std::string &call, int error, int nth = 0)
        : ScopedFault(Fault(call, error), nth)
    {}
    ~ScopedFault();
    ScopedFault(ScopedFault &&) noexcept;
    ScopedFault(const ScopedFault &) = delete;
    ScopedFault &operator=(const ScopedFault &) = delete;

private:
    friend ScopedFault hang(const std::string &call, const std::filesystem::path &below);
    explicit ScopedFault(std::shared_ptr<void> order)
        : m_order(std::move(order))
    {}

    std::shared_ptr<void> m_order;
};

/// During the lifetime of the result, the call does not return for paths at or below this one, as on a file server that
/// does not respond.
ScopedFault hang(const std::string &call, const std::filesystem::path &below);

/// Runs a function once, right before the next call of this name: what another process does at that moment.
///
///     Test::Between between("renameat2", [&] { Test::Holder("link", directory / "doc").crash(); });
class Between
{
public:
    Between(const std::string &call, std::function<void()> function);
    ~Between();
    Between(const Between &) = delete;
    Between &operator=(const Between &) = delete;

    /// Whether the function was run.
    bool wasReached() const;

private:
    std::shared_ptr<void> m_order;
};

} // namespace Lockscope::Test

Q_DECLARE_METATYPE(Lockscope::Test::Fault)

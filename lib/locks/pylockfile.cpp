// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/pylockfile.h>

#include "system/threadnumber.h"

#include <array>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <random>

#include <unistd.h>

namespace Lockscope {

namespace {

/// Like Python's os.path.abspath: by text alone, without resolving links.
std::filesystem::path lockOf(const std::filesystem::path &protectedPath)
{
    std::error_code noWorkingDirectory;
    auto absolute = std::filesystem::absolute(protectedPath, noWorkingDirectory);
    auto path = (noWorkingDirectory ? protectedPath : absolute).lexically_normal().native();
    while (path.size() > 1 && path.ends_with('/'))
        path.pop_back();
    return path + ".lock";
}

std::string hostname()
{
    std::array<char, 256> name = {};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

/// Python's threading.get_ident() of this thread, truncated as pylockfile does.
std::uint32_t threadIdent()
{
    return static_cast<std::uint32_t>(ThreadIdentity::current().ident);
}

/// A number that is unique on this host together with the PID and thread next to it, because it differs on each call in
/// this process. Mixed as in SplitMix64, which has a full period.
std::uint64_t nextNumber()
{
    static std::atomic<std::uint64_t> state = (std::uint64_t{std::random_device()()} << 32) | std::random_device()();
    auto number = state.fetch_add(0x9E3779B97F4A7C15U) + 0x9E3779B97F4A7C15U;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
    return number ^ (number >> 31);
}

template <typename Number>
void appendNumber(std::string &text, Number number, int base)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    text.append(digits.data(), end);
}

} // namespace

PyLockFile::PyLockFile(std::filesystem::path protectedPath, const Options &options, std::filesystem::path database)
    : MarkerLockFile(lockOf(protectedPath), std::move(database))
    , m_protectedPath(std::move(protectedPath))
    , m_isThreaded(options.threaded)
{
    setDefaultTimeout(options.timeout);
}

PyLockFile::~PyLockFile() = default;

std::string PyLockFile::uniqueName() const
{
    auto name = hostname();
    if (m_isThreaded) {
        name += '-';
        appendNumber(name, threadIdent(), 16);
    }
    name += '.';
    appendNumber(name, ::getpid(), 10);
    name += '-';
    appendNumber(name, nextNumber() >> 2, 10); // 1 to 19 digits, like a 64-bit hash
    return name;
}

std::string PyLockFile::entryName() const
{
    auto name = hostname() + '.';
    if (m_isThreaded) {
        std::string thread;
        appendNumber(thread, threadIdent(), 16);
        name += '-' + std::string(8 - thread.size(), '0') + thread;
    }
    appendNumber(name, ::getpid(), 10);
    return name;
}

} // namespace Lockscope

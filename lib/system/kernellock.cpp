// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/kernellock.h>

#include "values/enumwords.h"

namespace Lockscope {

/// The kernel's client introduces itself as `Linux NFSv4.2 HOST`, or `Linux NFSv4.2 HOST/UNIQUIFIER` if the
/// administrator set a uniquifier (nfs4_init_uniform_client_string()).
std::string NfsClient::hostname() const
{
    constexpr std::string_view Prefix = "Linux NFSv";
    const auto space = name.find(' ', Prefix.size());
    if (!name.starts_with(Prefix) || space == name.npos)
        return name;
    const auto host = name.substr(space + 1);
    return host.substr(0, host.find('/'));
}

std::string_view toWord(KernelLock::Type type)
{
    switch (type) {
    case KernelLock::Type::Flock:
        return "flock";
    case KernelLock::Type::Posix:
        return "posix";
    case KernelLock::Type::Ofd:
        return "ofd";
    case KernelLock::Type::Lease:
        return "lease";
    }
    return "unknown";
}

std::string_view toWord(LockHolder::Source source)
{
    switch (source) {
    case LockHolder::Source::Descriptor:
        return "descriptor";
    case LockHolder::Source::Mapping:
        return "mapping";
    case LockHolder::Source::Table:
        break;
    }
    return "table";
}

std::string_view toWord(KernelLock::Mode mode)
{
    return mode == KernelLock::Mode::Read ? "read" : "write";
}

template <>
std::optional<KernelLock::Type> fromWord(std::string_view word)
{
    return valueOfWord<KernelLock::Type>(word);
}

template <>
std::optional<KernelLock::Mode> fromWord(std::string_view word)
{
    return valueOfWord<KernelLock::Mode>(word);
}

} // namespace Lockscope

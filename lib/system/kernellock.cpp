// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/kernellock.h>

namespace Lockscope {

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

} // namespace Lockscope

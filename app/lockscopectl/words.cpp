// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "words.h"

namespace Ctl {

using Lockscope::KernelLock;

QString typeText(KernelLock::Type type)
{
    switch (type) {
    case KernelLock::Type::Flock:
        return QStringLiteral("flock");
    case KernelLock::Type::Posix:
        return QStringLiteral("posix");
    case KernelLock::Type::Ofd:
        return QStringLiteral("ofd");
    case KernelLock::Type::Lease:
        return QStringLiteral("lease");
    }
    return QStringLiteral("unknown");
}

QString modeText(KernelLock::Mode mode)
{
    return mode == KernelLock::Mode::Read ? QStringLiteral("read") : QStringLiteral("write");
}

} // namespace Ctl

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <QObject>

#include <string>

namespace Lockscope {

/// The file system that a lock lies on, as far as it matters for locks.
struct LOCKSCOPE_EXPORT FileSystemKind
{
    Q_GADGET

public:
    std::string type;    ///< as in /proc/self/mountinfo: ext4, tmpfs, nfs4, fuse.sshfs ...; empty where unknown
    bool remote = false; ///< other hosts may hold locks there that this host's kernel does not list

    bool operator==(const FileSystemKind &) const = default;
};

} // namespace Lockscope

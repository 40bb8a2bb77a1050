// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <QObject>

#include <string>

namespace Lockscope {

/// The properties of a lock's file system that matter for locking.
struct LOCKSCOPE_EXPORT FileSystemKind
{
    Q_GADGET

public:
    std::string type;    ///< as in /proc/self/mountinfo: ext4, tmpfs, nfs4, fuse.sshfs ...; empty if unknown
    bool remote = false; ///< other hosts may hold locks there that the kernel of this host does not list

    bool operator==(const FileSystemKind &) const = default;
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "system/procroot.h"

#include <lockscope/kernellock.h>

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The clients of the NFS server of this host that have lock state, by the file. NFS 4 only: the kernel does not record
/// the clients of NFS 3. Absent if the table cannot be read: only root may do so.
using NfsClientsByFile = std::map<InodeKey, std::vector<NfsClient>>;
std::optional<NfsClientsByFile> readNfsClients(const ProcRoot &proc);

/// Sets KernelLock::forNfs and KernelLock::nfsClients of the locks whose holder in the lock table is a thread of the
/// NFS server.
void findNfsClients(const ProcRoot &proc, std::span<KernelLock *const> locks);

// Parsers of /proc/fs/nfsd/clients/*/info and states (fs/nfsd/nfs4state.c of the kernel).
NfsClient parseNfsClientInfo(std::string_view text);
/// The files on which the client has lock state, each once.
std::vector<InodeKey> parseNfsLockStates(std::string_view text);

} // namespace Lockscope

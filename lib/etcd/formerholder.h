// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "etcd/gateway.h"
#include "etcd/ownerrecord.h"

#include <cstdint>
#include <optional>
#include <string>

namespace Lockscope {

/// Who held a lock last, as far as the history of etcd has it.
struct FormerHolder
{
    OwnerRecord record;
    std::int64_t revision = 0; ///< at which its key was deleted
};

/// Reads the history of all keys with the prefix up to the revision. Absent if there was no holder, if the history was
/// compacted, or if etcd does not send it in time.
std::optional<FormerHolder> formerHolder(EtcdGateway &gateway, const std::string &prefix, std::int64_t revision);

} // namespace Lockscope

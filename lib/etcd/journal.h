// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/etcd.h>

#include <string>
#include <vector>

namespace Lockscope::EtcdJournal {

// The locks in etcd that this user broke and did not restore, in the file `etcd-broken` of the state directory, one
// JSON object per line. StateFailed if it cannot be read or written.

Result<std::vector<BrokenEtcdLock>> read();
/// With a new ID.
Result<BrokenEtcdLock> add(std::string address, EtcdKey key);
Result<void> remove(const std::string &id);

} // namespace Lockscope::EtcdJournal

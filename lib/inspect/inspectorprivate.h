// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/hostsnapshot.h"

#include <lockscope/inspector.h>

namespace Lockscope {

class Inspector::Private
{
public:
    /// Shared with inspections that were abandoned because a file system does not respond.
    std::shared_ptr<HostSnapshot> machine = std::make_shared<HostSnapshot>();
    bool waits = false; ///< for file systems without a limit
};

} // namespace Lockscope

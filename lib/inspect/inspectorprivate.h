// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"

#include <lockscope/inspector.h>

namespace Lockscope {

class Inspector::Private
{
public:
    /// Shared with looks that were left behind because a file system does not answer.
    std::shared_ptr<Machine> machine = std::make_shared<Machine>();
    bool waits = false; ///< for file systems, however long they take
};

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/machine.h"

#include <lockscope/inspector.h>

namespace Lockscope {

class Inspector::Private
{
public:
    std::unique_ptr<Machine> machine = std::make_unique<Machine>();
};

} // namespace Lockscope

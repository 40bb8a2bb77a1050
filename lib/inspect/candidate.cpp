// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "inspect/candidate.h"

#include "formats/format.h"

namespace Lockscope {

bool mayBeLock(std::string_view name)
{
    return looksLikeLockName(name);
}

} // namespace Lockscope

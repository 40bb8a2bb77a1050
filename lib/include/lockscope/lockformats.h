// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <string_view>
#include <vector>

namespace Lockscope {

/// One format that inspection recognises.
struct LockFormat
{
    std::string_view id;          ///< e.g. `zc`
    std::string_view description; ///< one line
};

/// The formats that inspection recognises, in the order to show them.
LOCKSCOPE_EXPORT std::vector<LockFormat> lockFormats();

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace Lockscope {

// Files with a kernel lock and no content of their own. While there is no kernel lock, the three cannot be
// distinguished.
extern const FormatDetector FlockFormat;
extern const FormatDetector ZcSimpleFormat;
extern const FormatDetector FcntlFormat;
extern const FormatDetector JavaFormat;

} // namespace Lockscope

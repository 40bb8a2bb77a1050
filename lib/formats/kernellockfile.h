// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Files with a kernel lock and no content of their own. While there is no kernel lock, the three cannot be
// distinguished.
extern const Recogniser FlockFormat;
extern const Recogniser ZcSimpleFormat;
extern const Recogniser FcntlFormat;
extern const Recogniser JavaFormat;

} // namespace Lockscope

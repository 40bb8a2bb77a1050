// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Files that are held by a kernel lock and have no text of their own. While nobody holds one, nothing tells the three
// apart.
extern const Recogniser FlockFormat;
extern const Recogniser ZcSimpleFormat;
extern const Recogniser FcntlFormat;
extern const Recogniser JavaFormat;

} // namespace Lockscope

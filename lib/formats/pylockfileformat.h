// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

extern const Recogniser LinkFormat;
extern const Recogniser SymlinkFormat;
extern const Recogniser MkdirFormat;
extern const Recogniser SqliteFormat;

} // namespace Lockscope

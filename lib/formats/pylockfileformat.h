// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace Lockscope {

extern const FormatDetector LinkFormat;
extern const FormatDetector SymlinkFormat;
extern const FormatDetector MkdirFormat;
extern const FormatDetector SqliteFormat;

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

namespace Lockscope {

extern const FormatDetector MsOfficeFormat;

} // namespace Lockscope

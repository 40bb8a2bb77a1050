// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

#include <string_view>

namespace Lockscope {

extern const FormatDetector ParallelFormat;

/// `4242@box`: a holder of a semaphore of GNU parallel.
bool isParallelHolder(std::string_view name);

} // namespace Lockscope

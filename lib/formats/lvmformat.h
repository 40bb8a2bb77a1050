// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

extern const Recogniser LvmFormat; ///< `/run/lock/lvm/V_vg0`

} // namespace Lockscope

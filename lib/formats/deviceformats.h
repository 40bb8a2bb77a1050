// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

extern const Recogniser UucpFormat; ///< `/var/lock/LCK..ttyS0`: a serial line
extern const Recogniser X11Format;  ///< `/tmp/.X0-lock`: the number of a display

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// The account files in /etc.
extern const Recogniser ShadowFormat;
extern const Recogniser LckpwdfFormat;

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Tools that build and roll out.
extern const Recogniser CargoFormat;
extern const Recogniser GradleFormat;
extern const Recogniser BazelFormat;
extern const Recogniser TerraformFormat;

} // namespace Lockscope

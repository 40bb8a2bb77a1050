// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Backup repositories.
extern const Recogniser BorgFormat;
extern const Recogniser ResticFormat;

} // namespace Lockscope

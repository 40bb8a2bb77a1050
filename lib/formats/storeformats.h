// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Databases that live inside the programs that use them.
extern const Recogniser LevelDbFormat;
extern const Recogniser LmdbFormat;
extern const Recogniser SqliteDatabaseFormat;

} // namespace Lockscope

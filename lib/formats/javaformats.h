// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Programs in Java. Its FileLock is an fcntl lock.
extern const Recogniser LuceneFormat;
extern const Recogniser DerbyFormat;
extern const Recogniser H2Format;
extern const Recogniser HsqldbFormat;
extern const Recogniser JavaFormat; ///< FileLock in other programs

} // namespace Lockscope

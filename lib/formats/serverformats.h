// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Database servers.
extern const Recogniser PostgresqlFormat;
extern const Recogniser MongodFormat;

} // namespace Lockscope

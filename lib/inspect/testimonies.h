// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/testimony.h>

namespace Lockscope {

/// For the report of a lock that another host was asked about.
AskedHost askedHost(const Testimony &said);
/// Why there is no answer, a clause. REQUIRES: there is a problem.
Message problemText(const Testimony &said);

} // namespace Lockscope

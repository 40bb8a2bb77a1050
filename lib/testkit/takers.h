// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/test/actors.h>

#include <vector>

namespace Lockscope::Test {

/// The processes that took a lock over, see inflict(). They end with the LockDirectory.
std::vector<Holder> &takers();

} // namespace Lockscope::Test

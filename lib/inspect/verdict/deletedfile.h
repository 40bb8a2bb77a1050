// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/verdict/conclusion.h"

namespace Lockscope {

/// Adds facts.deletedLocks to the evidence and the summary. The state is not changed: it is that of the file at the
/// path.
void reportDeletedFiles(Conclusion &conclusion);

} // namespace Lockscope

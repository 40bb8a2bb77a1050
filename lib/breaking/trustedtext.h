// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>

#include <QString>

namespace Lockscope {

/// Why the PID recorded in a lock must not be signalled, a clause: users other than root and the user of that process
/// could have written it. Empty if no other user could have done so, neither to the file nor by replacing it.
std::optional<Message> whyUntrusted(const LockReport &report, const ProcessFacts &process);

} // namespace Lockscope

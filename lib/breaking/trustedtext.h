// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>

#include <QString>

namespace Lockscope {

/// Why the PID recorded in a lock must not be signalled, a clause: others than root and the user of that process could
/// have written it. Empty if nobody else could: neither the file, nor by another file in its place.
std::optional<Message> whyUntrusted(const LockReport &report, const ProcessFacts &process);

} // namespace Lockscope

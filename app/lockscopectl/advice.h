// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

namespace Ctl {

/// The command that helps, e.g. `remove it with: lockscopectl break job.lock`. Empty if none does.
QString adviceText(const Lockscope::LockReport &report);

/// Why `lockscopectl break` would refuse the lock. Empty if it would not, or if there is no reason to break the lock.
QString breakRefusalText(const Lockscope::LockReport &report);

} // namespace Ctl

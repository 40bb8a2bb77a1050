// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

namespace Ctl {

/// What can be done about the lock, e.g. `remove with: lockscopectl break job.lock`. Empty if nothing needs to be done.
QString adviceText(const Lockscope::LockReport &report);

} // namespace Ctl

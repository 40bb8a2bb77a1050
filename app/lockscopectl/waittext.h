// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

namespace Ctl {

/// `held by process 812 (backup.sh), user root, running since 02:14`, or what else keeps the lock from being acquired,
/// a clause. Empty if nothing does.
QString obstacleText(const Lockscope::LockReport &report);

} // namespace Ctl

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

namespace Ctl {

/// Starts etcd on 127.0.0.1:2379 for a trial, unless something answers there, and waits until it answers. It keeps its
/// data in Lockscope's state directory, and keeps running. Prints its PID on standard error.
Lockscope::Result<void> startLocalEtcd();

} // namespace Ctl

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/text/lockaddress.h"

#include <stop_token>

namespace Lockscope::Ui {

class RemoteReports;

/// Watches a path on another host until it is stopped: runs `lockscopectl watch` there over ssh, and connects again
/// when the connection is lost, after one second at first and a minute at most. Then its locks are `unknown`. Blocks.
void watchOnHost(const LockAddress &place, RemoteReports &reports, const std::stop_token &stop);

} // namespace Lockscope::Ui

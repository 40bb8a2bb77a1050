// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <vector>

/// A morning on a server, always the same: each verdict, waiters, a deadlock, hostile and long names. Ages are counted
/// from now, so that they read the same at any time.
std::vector<Lockscope::LockReport> scene();

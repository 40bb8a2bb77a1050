// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/folderscan.h>

#include <functional>
#include <stop_token>

namespace Lockscope {

/// Runs a scan on a thread of its own, so that a file system which does not answer cannot keep the caller. False if it
/// got no further for LongestSilence: it is asked to stop, its thread is left behind, and nothing comes from it any
/// more. The scan must own all that it uses.
bool scanInTime(std::function<void(const ScanSink &, std::stop_token)> scan, const ScanSink &sink,
                std::stop_token stop);

} // namespace Lockscope

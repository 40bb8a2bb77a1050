// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/directoryscan.h>

#include <functional>
#include <stop_token>

namespace Lockscope {

/// Runs a scan in a separate thread, so that a file system that does not respond cannot block the caller. False if it
/// made no progress for LongestSilence: it is requested to stop, its thread is abandoned, and its results are
/// discarded. The scan must own everything that it uses.
bool scanInTime(std::function<void(const ScanSink &, std::stop_token)> scan, const ScanSink &sink,
                std::stop_token stop);

} // namespace Lockscope

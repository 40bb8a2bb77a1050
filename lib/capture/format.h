// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstdint>

/// The file format of captures.
namespace Lockscope::CaptureFormat {

/// The first key of the file. Increase the version if older programs would misread a file; new fields do not matter.
inline constexpr auto VersionKey = "lockscopeCapture";
inline constexpr std::int64_t Version = 1;

/// Limits for files that are read; see UntrustedJson for those of one lock.
inline constexpr qsizetype MaxProcesses = 200'000;
inline constexpr qsizetype MaxIntervals = 200'000;

} // namespace Lockscope::CaptureFormat

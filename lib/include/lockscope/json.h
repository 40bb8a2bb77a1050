// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/jsonwriter.h>
#include <lockscope/kernellock.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>

#include <span>
#include <string>

namespace Lockscope {

/// Serializes a report as `lockscopectl inspect --json` prints it: one line of JSON in UTF-8, without a line break.
/// Every field is always present, and null if it is unknown. Later versions may add fields, but never change or remove
/// one. A path that is not valid UTF-8 has `\xNN` escapes in `path` and its bytes in `pathBase64`. Thread-safe.
LOCKSCOPE_EXPORT std::string toJson(const LockReport &report);
/// The same for events, as `lockscopectl watch --json` prints them, and for intervals, as `lockscopectl history --json`
/// does.
LOCKSCOPE_EXPORT std::string toJson(const LockEvent &event);
LOCKSCOPE_EXPORT std::string toJson(const LockInterval &interval);
/// Appends the JSON of a report to the text; faster than toJson() for many reports.
LOCKSCOPE_EXPORT void appendJson(std::string &lines, const LockReport &report);

/// Writes the owner that a lock records, or a process, as one JSON value.
LOCKSCOPE_EXPORT void write(JsonWriter &json, const Claim &owner);
LOCKSCOPE_EXPORT void write(JsonWriter &json, const ProcessFacts &process);

/// Writes an array of kernel locks. `meanings` has one entry per lock, empty if the lock has no special meaning.
LOCKSCOPE_EXPORT void write(JsonWriter &json, std::span<const KernelLock> locks, std::span<const std::string> meanings);

} // namespace Lockscope

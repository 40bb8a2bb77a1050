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

/// One line of JSON in UTF-8 without its line break, as `lockscopectl inspect --json` prints it. Every field is always
/// there, null where it is not known; fields may be added, never changed or removed. A path that is not valid UTF-8 has
/// `\xNN` escapes in `path` and its bytes in `pathBase64`. Thread-safe.
LOCKSCOPE_EXPORT std::string toJson(const LockReport &report);
/// The same of `lockscopectl watch`, and of `lockscopectl history`.
LOCKSCOPE_EXPORT std::string toJson(const LockEvent &event);
LOCKSCOPE_EXPORT std::string toJson(const LockInterval &interval);
/// toJson() behind what stands in the text already, for many.
LOCKSCOPE_EXPORT void appendJson(std::string &lines, const LockReport &report);

/// What a lock says of its owner; a process.
LOCKSCOPE_EXPORT void write(JsonWriter &json, const Claim &owner);
LOCKSCOPE_EXPORT void write(JsonWriter &json, const ProcessFacts &process);

/// An array of kernel locks, with what each of them means, empty where it means nothing beyond itself.
LOCKSCOPE_EXPORT void write(JsonWriter &json, std::span<const KernelLock> locks, std::span<const std::string> meanings);

} // namespace Lockscope

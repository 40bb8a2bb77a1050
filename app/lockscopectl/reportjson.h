// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "jsonwriter.h"

#include <lockscope/kernellock.h>
#include <lockscope/lockreport.h>

#include <span>
#include <string>

namespace Ctl {

/// One lock as one line. Every field is always there, null where it is not known.
std::string jsonLine(const Lockscope::LockReport &report);
/// The same behind what stands in the text already, for many.
void appendJson(std::string &lines, const Lockscope::LockReport &report);

/// What a lock says of its owner; a process.
void write(JsonWriter &json, const Lockscope::Claim &owner);
void write(JsonWriter &json, const Lockscope::ProcessFacts &process);

/// An array of kernel locks, with what each of them means, empty where it means nothing beyond itself.
void write(JsonWriter &json, std::span<const Lockscope::KernelLock> locks, std::span<const std::string> meanings);

} // namespace Ctl

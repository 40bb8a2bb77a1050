// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/json.h>

namespace Lockscope {

/// How much of a value is written.
enum class Extent
{
    Line,  ///< what lockscopectl prints
    Whole, ///< also what is needed to read the same value again, for captures
};

void write(JsonWriter &json, const LockReport &report, Extent extent);
void write(JsonWriter &json, const ProcessFacts &process, Extent extent);
void write(JsonWriter &json, const LockInterval &interval, Extent extent);

/// The fields that only Extent::Whole has. Numbers that may have more than 53 bits are text.
void writeRest(JsonWriter &json, const Claim &owner);
void writeRest(JsonWriter &json, const ProcessFacts &process);
void writeRest(JsonWriter &json, const KernelLock &lock);
void writeRest(JsonWriter &json, const Evidence &evidence);
void writeRest(JsonWriter &json, const LockReport &report);

} // namespace Lockscope

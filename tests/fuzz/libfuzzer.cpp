// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The program that libFuzzer drives for one target, LOCKSCOPE_FUZZ_TARGET. Built by the preset `fuzz`, run by fuzz.sh.
#include "fuzz/targets.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto target = std::ranges::find(fuzzTargets(), LOCKSCOPE_FUZZ_TARGET, &FuzzTarget::name);
    if (target == fuzzTargets().end())
        std::abort();
    target->read({reinterpret_cast<const char *>(data), size});
    return 0;
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "fuzz/corpus.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Code that reads bytes that other users can write.
struct FuzzTarget
{
    std::string_view name;
    /// Initial inputs.
    std::vector<std::string> (*seeds)(const Corpus &corpus);
    /// Reads the bytes. Ends the process with a message if the result is impossible.
    void (*read)(std::string_view bytes);
};

std::span<const FuzzTarget> fuzzTargets();

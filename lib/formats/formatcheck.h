// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/catalogue.h"

#include <memory>
#include <vector>

namespace Lockscope {

/// A file of formats after its patterns and samples were checked.
struct CheckedFormats
{
    std::vector<EntryProblem> problems;
    /// The formats of the library and those of the file; null if the file could not be read.
    std::unique_ptr<const Catalogue> catalogue;
};

/// `source` is the name with which the file was read.
CheckedFormats checkEntries(EntryFile file, std::string_view source);

} // namespace Lockscope

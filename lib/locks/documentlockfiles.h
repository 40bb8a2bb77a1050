// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace Lockscope::DocumentLockFiles {

/// A file beside a document that means that the document is open.
struct File
{
    std::filesystem::path path;
    std::string_view format; ///< the ID of the format of such a file
    /// False: a file of this name may also be something else, and counts only if it has the format or is held.
    bool isForDocumentsOnly = true;
};

/// The possible lock files of a document, that of LibreOffice first. They are beside the target if the document is a
/// symbolic link. Source of the names of Microsoft Office: LibreOffice 7.4, svl/source/misc/msodocumentlockfile.cxx.
std::vector<File> of(const std::filesystem::path &document);

} // namespace Lockscope::DocumentLockFiles

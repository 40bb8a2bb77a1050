// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "locks/markerplace.h"

#include "locks/privatefile.h"
#include "system/systemcalls.h"
#include "system/trustedpath.h"

#include <unistd.h>

namespace Lockscope {

MarkerPlace::MarkerPlace(const std::filesystem::path &path)
    : m_path(path)
    , m_prefix(path.native().substr(0, path.native().rfind('/') + 1))
    , m_name(path.native().substr(m_prefix.size()))
{}

Result<MarkerPlace> MarkerPlace::checked(const std::filesystem::path &path, LockErrc code)
{
    MarkerPlace place(path);
    // Only links in the directories above matter: the marker itself may be a link of any user, and is not followed.
    if (::geteuid() != 0)
        return place;
    auto resolved = TrustedPath::resolveDirectoryOf(path, code, [](uid_t owner, bool) { return owner == 0; });
    if (!resolved) {
        // Not by its path, even if the directory does not exist: a link may be there a moment later.
        auto failure = resolved.error();
        failure.path = path;
        return failure;
    }
    place.m_directory = resolved->takeDirectory();
    place.m_prefix.clear();
    return place;
}

std::string MarkerPlace::privateName() const
{
    return privateNameBeside(marker());
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/scope.h"

#include "ui/model/lockrow.h"

#include <algorithm>
#include <string_view>

namespace Lockscope::Ui {

bool isBelow(std::string_view whole, const std::filesystem::path &top)
{
    // Compares texts, because it is called for each lock and each source. The paths that the watcher reports begin with
    // the path of the source.
    std::string_view beginning = top.native();
    while (beginning.size() > 1 && beginning.ends_with('/'))
        beginning.remove_suffix(1);
    if (!whole.starts_with(beginning))
        return false;
    return whole.size() == beginning.size() || beginning.ends_with('/') || whole[beginning.size()] == '/';
}

bool Scope::contains(const LockRow &lock) const
{
    switch (kind) {
    case Kind::Everything:
        return true;
    case Kind::KernelLocks:
        return !lock.kernelLocks.empty();
    case Kind::Below:
        return isBelow(lock.path(), top);
    case Kind::AnyOf:
        return std::ranges::binary_search(paths, lock.path(), {},
                                          [](const auto &path) { return std::string_view(path.native()); });
    }
    return true;
}

} // namespace Lockscope::Ui

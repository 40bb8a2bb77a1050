// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace Lockscope::Ui {

/// Whether it is a file that this window itself locks to do its work: its history, or the file that prevents a second
/// instance. They are no news to its user.
bool isOwnFile(const LockReport &report);
bool isOwnFile(const LockEvent &event);
/// Also of an earlier window.
bool isOwnFile(const LockInterval &interval);

/// Calls `use` with the reports or events of other files. Copies them only if there are own ones.
template <typename T, typename Use>
void withoutOwnFiles(const std::vector<T> &all, Use use)
{
    const auto isOwn = [](const T &one) { return isOwnFile(one); };
    if (std::ranges::none_of(all, isOwn)) {
        use(all);
        return;
    }
    std::vector<T> others;
    std::ranges::remove_copy_if(all, std::back_inserter(others), isOwn);
    use(others);
}

} // namespace Lockscope::Ui

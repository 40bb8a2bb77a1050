// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>

#include <optional>
#include <string_view>

namespace Lockscope {

/// The claim in a name by which pylockfile says who has a lock, in any of the shapes that its versions wrote:
///
///     vm-e8da040.10602-886175548890551244      since 0.10: host-thread.pid and a hash, here a negative one
///     vm-e8da040.106029081925898209015248      the same with a positive hash: its digits run on behind the pid's
///     vm.10602-886175548890551244              by a process that told no thread
///     vm.-e8da04010602, vm.10602               mkdir: the thread's hexadecimal digits run into the pid's
///     vm-e8da040.10602                         0.9, without a hash
///     vm.7f3a11c0e740-4242, vm.MainThread-4242 0.2 to 0.8, and 0.1
///     vm-e8da040-10602, vm--10602              as its documentation says
///
/// Where digits run together, every reading is in Claim::pids, the likeliest first, and Claim::pid stays absent while
/// there are several. Absent where it is no such name, or one that leaves no possible pid.
std::optional<Claim> readUniqueName(std::string_view name);

} // namespace Lockscope

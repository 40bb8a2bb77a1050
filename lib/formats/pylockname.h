// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>

#include <optional>
#include <string_view>

namespace Lockscope {

/// The claim in a name with which pylockfile identifies the owner of a lock, in any of the forms that its versions
/// wrote:
///
///     vm-e8da040.10602-886175548890551244      since 0.10: host-thread.pid and a hash, here a negative one
///     vm-e8da040.106029081925898209015248      the same with a positive hash: its digits directly follow those of the
///     PID vm.10602-886175548890551244              by a process that did not record a thread vm.-e8da04010602,
///     vm.10602               mkdir: the PID directly follows the thread's hexadecimal digits vm-e8da040.10602 0.9,
///     without a hash vm.7f3a11c0e740-4242, vm.MainThread-4242 0.2 to 0.8, and 0.1 vm-e8da040-10602, vm--10602 as in
///     its documentation
///
/// If digits run together, Claim::pids contains every possible PID, the most likely first, and Claim::pid is absent
/// while there are several. Absent if it is not such a name, or if no PID is possible.
std::optional<Claim> readUniqueName(std::string_view name);

} // namespace Lockscope

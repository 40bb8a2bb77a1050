// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>

namespace Lockscope {

/// Makes the calls of a look at the path (status, a byte of its content or a name in it, a name of its directory) in a
/// process of its own. False if it has not ended in time or until the stop is requested: it is left behind.
///
/// A process, for a call that a FUSE server has taken and does not answer cannot be interrupted, not even by SIGKILL:
/// a thread in it would keep this process from ending. The child gets no descriptor of this process, changes nothing,
/// breaks no lease and sends no SIGCHLD.
bool answersProbe(const std::filesystem::path &path, std::chrono::nanoseconds limit, const std::stop_token &stop = {});

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <stop_token>

namespace Lockscope {

/// Makes the system calls of an inspection of this path (its status, a byte of its content or a name in it, a name in
/// its directory) in a separate process. False if the process has not exited in time or when stop is requested: it is
/// abandoned.
///
/// A process is used because a system call for which a FUSE server does not send a reply cannot be interrupted, not
/// even by SIGKILL: a thread in such a call would prevent this process from exiting. The child gets no descriptor of
/// this process, changes nothing, breaks no lease and sends no SIGCHLD.
bool answersProbe(const std::filesystem::path &path, std::chrono::nanoseconds limit, const std::stop_token &stop = {});

} // namespace Lockscope

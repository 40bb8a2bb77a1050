// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/remote/remotereports.h"

#include <condition_variable>
#include <mutex>

namespace Lockscope::Ui {

void waitUnlessStopped(const std::stop_token &stop, std::chrono::milliseconds time)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, time, [&] { return stop.stop_requested(); });
}

} // namespace Lockscope::Ui

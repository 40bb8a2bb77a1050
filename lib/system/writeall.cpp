// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/writeall.h"

#include "system/systemcalls.h"

namespace Lockscope {

bool writeAll(int fd, std::string_view bytes)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const auto written = retryInterrupted(
            [&] { return sys().pwrite(fd, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done)); });
        if (written < 0)
            return false;
        done += static_cast<std::size_t>(written);
    }
    return true;
}

} // namespace Lockscope

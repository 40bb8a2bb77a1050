// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/openfiles.h"

#include <linux/kcmp.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace Lockscope {

FileOrder compareOpenFiles(const DescriptorOf &left, const DescriptorOf &right)
{
    switch (::syscall(SYS_kcmp, left.pid, right.pid, KCMP_FILE, left.fd, right.fd)) {
    case 0:
        return FileOrder::Same;
    case 1:
        return FileOrder::Less;
    case 2:
        return FileOrder::Greater;
    default:
        return FileOrder::Unknown;
    }
}

bool shareDescriptors(std::int64_t left, std::int64_t right)
{
    return ::syscall(SYS_kcmp, left, right, KCMP_FILES, 0, 0) <= 0;
}

} // namespace Lockscope

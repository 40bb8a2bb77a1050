// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "system/threadnumber.h"

namespace Lockscope {

ThreadNumber currentThread()
{
    return ThreadIdentity::current().number;
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcdfunctions.h"

namespace Ctl {

const EtcdFunctions *etcdFunctions()
{
    return nullptr;
}

} // namespace Ctl

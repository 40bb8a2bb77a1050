// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "output.h"

namespace Ctl {

/// `watch` for addresses of locks in etcd.
int watchEtcd(const Arguments &arguments, Output &output);

} // namespace Ctl

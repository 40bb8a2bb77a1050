// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/processfacts.h>

#include <QString>

namespace Ctl {

/// `user root, started 2 h 5 min ago by sshd > bash`.
QString originText(const Lockscope::ProcessTree &tree);

} // namespace Ctl

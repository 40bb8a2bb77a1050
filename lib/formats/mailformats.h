// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "formats/recogniser.h"

namespace Lockscope {

// Locks of mailboxes: a file of the mailbox's name and `.lock`.
extern const Recogniser ProcmailFormat;
extern const Recogniser LiblockfileFormat;
extern const Recogniser MuttFormat;
extern const Recogniser DovecotFormat;

} // namespace Lockscope

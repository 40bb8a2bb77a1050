// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Lockscope {

/// The name of a file system layer of SQLite that is the default one with two limits, because a database and the files
/// next to it may come from another user: it opens regular files only, and no super-journal. A FIFO as the journal
/// would block indefinitely, and a rollback journal can name any file as its super-journal, which SQLite then deletes.
/// Thread-safe.
const char *guardedVfs();

} // namespace Lockscope

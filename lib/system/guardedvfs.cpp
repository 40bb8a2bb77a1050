// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "system/guardedvfs.h"

#include <sqlite3.h>

#include <sys/stat.h>

namespace Lockscope {

namespace {

sqlite3_vfs *original = nullptr;

bool isOther(const char *path)
{
    struct stat status;
    return ::stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

int openGuarded(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    if ((flags & SQLITE_OPEN_SUPER_JOURNAL) != 0 || (path && isOther(path))) {
        file->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    }
    return original->xOpen(original, path, file, flags, outFlags);
}

sqlite3_vfs *registered()
{
    original = ::sqlite3_vfs_find(nullptr);
    static sqlite3_vfs guarded = *original;
    guarded.zName = "lockscope-guarded";
    guarded.pNext = nullptr;
    guarded.xOpen = openGuarded;
    ::sqlite3_vfs_register(&guarded, 0);
    return &guarded;
}

} // namespace

const char *guardedVfs()
{
    static const auto *const guarded = registered();
    return guarded->zName;
}

} // namespace Lockscope

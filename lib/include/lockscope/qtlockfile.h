// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/markerlockfile.h>

#include <string>

namespace Lockscope {

/// The lock of Qt's QLockFile: excludes it and is excluded by it, in both directions.
///
///     QtLockFile lock(QDir::temp().filePath("app.lock"));
///     if (const auto acquired = lock.acquire(5s); !acquired)
///         qWarning() << acquired.error();
///
/// The file has five lines: PID, name of the program, host, machine ID and boot ID. Its holder also has an flock on it,
/// so that a QLockFile does not remove it after its staleLockTime. The file is removed on release.
///
/// acquire() removes a file that a crashed program left. The proof is stricter than that of QLockFile, which also
/// removes a file because of its age: the recorded process is proven to have exited, and no process has an flock on the
/// file. Like QLockFile, it holds a second lock, with `.rmlock` appended, while it does so. A file without complete
/// content is never removed.
class LOCKSCOPE_EXPORT QtLockFile : public MarkerLockFile
{
public:
    explicit QtLockFile(PathArgument path);
    ~QtLockFile() override;

    std::string_view kind() const override { return "qlockfile"; }
    /// What acquire() writes to the file.
    static std::string content();

protected:
    Result<bool> make() override;
    std::optional<Claim> readClaim() const override;

private:
    Result<bool> create();
    Result<bool> removeStale() const;
};

} // namespace Lockscope

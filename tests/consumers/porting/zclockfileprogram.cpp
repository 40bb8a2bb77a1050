// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "programs.h"

#include <lockscope/zclockfile.h>

#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;

namespace {

std::string contentOf(const std::filesystem::path &path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// class Stamped(zc.lockfile.SimpleLockFile):
class Stamped : public ZcSimpleLockFile
{
public:
    using ZcSimpleLockFile::ZcSimpleLockFile;

protected:
    // def _on_lock(self): self._fp.write("mine")
    Result<void> onLock() override
    {
        if (::pwrite(descriptor(), "mine", 4, 0) != 4)
            return Failure::fromErrno(LockErrc::LockFailed, "pwrite", path());
        return {};
    }
};

} // namespace

bool zcLockfileProgram(const std::filesystem::path &directory)
{
    const auto path = directory / "lock";
    // lock = zc.lockfile.LockFile('lock')
    ZcLockFile lock(path);
    lock.acquire(0s).value();
    bool isRight = contentOf(path) == " " + std::to_string(::getpid()) + "\n";
    // try: zc.lockfile.LockFile('lock')
    // except zc.lockfile.LockError: print("Can't lock file")
    try {
        ZcLockFile(path).acquire(0s).value();
        isRight = false;
    } catch (const LockError &) {
    }
    // lock.close(); os.path.exists('lock')
    lock.release().value();
    isRight = isRight && std::filesystem::exists(path);
    // lock = zc.lockfile.LockFile('lock', content_template='{pid};{hostname}')
    ZcLockFile::Options options;
    options.contentTemplate = "{pid};{hostname}";
    ZcLockFile named(path, options);
    named.acquire(0s).value();
    isRight = isRight && contentOf(path).starts_with(" " + std::to_string(::getpid()) + ";");
    named.release().value();
    Stamped stamped(directory / "stamped");
    stamped.acquire(0s).value();
    return isRight && contentOf(directory / "stamped") == "mine";
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "programs.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

int run(const char *system, bool (*program)(const std::filesystem::path &))
{
    std::string name = (std::filesystem::temp_directory_path() / "porting-XXXXXX").native();
    if (!::mkdtemp(name.data()))
        return 1;
    const bool isRight = program(name);
    std::printf("%s: %s\n", system, isRight ? "same as the original" : "DIFFERENT");
    std::filesystem::remove_all(name);
    return isRight ? 0 : 1;
}

} // namespace

int main()
{
    return run("zc.lockfile", zcLockfileProgram) + run("pylockfile", pylockfileProgram) +
           run("openlock", openlockProgram) + run("lock_file", lockFileProgram);
}

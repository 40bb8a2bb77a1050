// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include <cstdio>

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace {

/// Byte by byte: a forked child continues to read where its parent stopped, so nothing may be read ahead.
bool readLine(std::string &line)
{
    line.clear();
    for (char letter = 0; ::read(STDIN_FILENO, &letter, 1) == 1;) {
        if (letter == '\n')
            return true;
        line.push_back(letter);
    }
    return false;
}

} // namespace

int main()
{
    // No actor outlives a killed test.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);

    Roles roles;
    addKernelRoles(roles);
    addLockRoles(roles);
    addManyRoles(roles);
    addOpenRoles(roles);
    addLifeRoles(roles);

    for (std::string line; readLine(line);) {
        std::fprintf(stderr, "actor %d: %s\n", static_cast<int>(::getpid()), line.c_str());
        if (const auto answer = roles.play(line); !answer.empty())
            say(answer);
    }
    return 0;
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/pythonname.h"

#include <cstdlib>
#include <string>
#include <string_view>

#include <unistd.h>

void restartWithPythonInName(char *argv[])
{
    constexpr std::string_view Word = " python";
    std::string name = argv[0];
    if (name.ends_with(Word))
        return;
    name += Word;
    argv[0] = name.data();
    ::execv("/proc/self/exe", argv);
    std::exit(1);
}

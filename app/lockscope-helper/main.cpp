// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// lockscope-helper: what the window runs as root, by pkexec, to learn which files other users have locked. It answers
// the questions of HostQuestions on standard input, one per line, and only inspects. It runs no commands, has no
// options, and uses nothing of its caller: neither environment, working directory, descriptors nor formats.

#include "app/inheriteddescriptors.h"
#include "app/inputlines.h"
#include "app/lockscope-helper/privileges.h"

#include <lockscope/hosts.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sys/stat.h>
#include <unistd.h>

namespace {

using Lockscope::HostAnswers;

/// False if nobody reads standard output any more.
bool print(std::string_view line)
{
    return std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fputc('\n', stdout) != EOF &&
           std::fflush(stdout) == 0;
}

} // namespace

int main()
{
    App::closeInheritedDescriptors();
    if (!App::keepOnlyRightsToRead() || ::clearenv() != 0 || ::chdir("/") != 0) {
        std::perror("lockscope-helper");
        return EXIT_FAILURE;
    }
    ::umask(S_IRWXG | S_IRWXO);
    HostAnswers answers;
    App::InputLines lines(HostAnswers::MaxLine);
    bool isRead = print(answers.greeting());
    while (isRead) {
        const auto line = lines.next();
        if (!line)
            break;
        const auto command = HostAnswers::commandIn(*line);
        isRead = print(command ? HostAnswers::refusal(*command, "it runs no commands") : answers.answer(*line));
    }
    return EXIT_SUCCESS;
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "childprocess.h"

#include "app/inheriteddescriptors.h"
#include "blockedsignals.h"
#include "exitstatus.h"
#include "output.h"

#include <lockscope/displaytext.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Ctl {

namespace {

sighandler_t callersFileSizeSignal = SIG_DFL;

int fail(const std::string &subject, int reason, int status)
{
    printError(QStringLiteral("%1: %2").arg(Lockscope::displayText(subject),
                                            QString::fromLocal8Bit(::strerrordesc_np(reason))));
    return status;
}

/// Executes the command. If that fails, sends errno through the pipe; otherwise the pipe closes on exec.
[[noreturn]] void becomeCommand(char *const *words, const sigset_t &mask, sighandler_t childSignal, int errorPipe)
{
    ::signal(SIGCHLD, childSignal);
    ::signal(SIGXFSZ, callersFileSizeSignal);
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    ::execvp(words[0], words);
    const int reason = errno;
    [[maybe_unused]] const auto written = ::write(errorPipe, &reason, sizeof reason);
    ::_exit(ExitStatus::NotFound);
}

/// errno of the failed exec, 0 if the command was executed.
int execError(int errorPipe)
{
    int reason = 0;
    ssize_t count = 0;
    do
        count = ::read(errorPipe, &reason, sizeof reason);
    while (count < 0 && errno == EINTR);
    return count == sizeof reason ? reason : 0;
}

/// Ctrl-C and Ctrl-\ at a terminal reach every process of the group: forwarding such a signal would send it twice.
bool hasReceivedIt(const signalfd_siginfo &signal, pid_t child)
{
    const bool fromTerminal =
        signal.ssi_code == SI_KERNEL && (signal.ssi_signo == SIGINT || signal.ssi_signo == SIGQUIT);
    return fromTerminal && ::getpgid(child) == ::getpgrp();
}

int statusOf(int status)
{
    return WIFSIGNALED(status) ? ExitStatus::SignalBase + WTERMSIG(status) : WEXITSTATUS(status);
}

int waitToEnd(pid_t child, BlockedSignals &signals)
{
    for (;;) {
        int status = 0;
        if (::waitpid(child, &status, WNOHANG) == child)
            return statusOf(status);
        const auto signal = signals.next();
        // The child has not been reaped yet, so the PID is still its own.
        if (signal.ssi_signo != SIGCHLD && !hasReceivedIt(signal, child))
            ::kill(child, static_cast<int>(signal.ssi_signo));
    }
}

std::vector<char *> pointersTo(std::vector<std::string> &words)
{
    std::vector<char *> pointers;
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

[[noreturn]] void becomeWithoutInput(const char *program, char *const *words, const sigset_t &mask)
{
    ::signal(SIGXFSZ, callersFileSizeSignal);
    ::sigprocmask(SIG_SETMASK, &mask, nullptr);
    const int null = ::open("/dev/null", O_RDONLY);
    if (null >= 0)
        ::dup2(null, STDIN_FILENO);
    ::execv(program, words);
    ::_exit(ExitStatus::NotExecutable);
}

/// False if standard input has ended. Discards what arrives.
bool drainInput()
{
    std::array<char, 4096> bytes;
    ssize_t count = 0;
    do
        count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    while (count < 0 && errno == EINTR);
    return count > 0;
}

} // namespace

void surviveFileSizeLimit()
{
    callersFileSizeSignal = ::signal(SIGXFSZ, SIG_IGN);
}

int runUntilHangup(const char *program, const std::vector<std::string> &words, OnHangup onHangup)
{
    auto owned = words;
    const auto pointers = pointersTo(owned);
    BlockedSignals signals({SIGCHLD});
    ::signal(SIGCHLD, SIG_DFL);
    const auto child = ::fork();
    if (child == 0)
        becomeWithoutInput(program, pointers.data(), signals.previousMask());
    if (child < 0)
        return fail("fork", errno, ExitStatus::Failed);
    std::array<pollfd, 2> waited = {pollfd{signals.fd(), POLLIN, 0}, pollfd{STDIN_FILENO, POLLIN, 0}};
    for (;;) {
        int status = 0;
        if (::waitpid(child, &status, WNOHANG) == child)
            return statusOf(status);
        if (::poll(waited.data(), waited.size(), -1) < 0)
            continue;
        if (waited[0].revents != 0)
            signals.next();
        if (waited[1].revents == 0 || drainInput())
            continue;
        waited[1].fd = -1; // poll() ignores it
        if (onHangup == OnHangup::Kill)
            ::kill(child, SIGKILL);
    }
}

int runToEnd(const std::vector<std::string> &words)
{
    auto owned = words;
    const auto pointers = pointersTo(owned);

    const auto inherited = App::inheritedDescriptors();
    BlockedSignals signals({SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD});
    // If our caller ignores SIGCHLD, the kernel would discard the exit status of the command.
    const auto callersChildSignal = ::signal(SIGCHLD, SIG_DFL);

    std::array<int, 2> errorPipe{};
    if (::pipe2(errorPipe.data(), O_CLOEXEC) != 0)
        return fail("pipe2", errno, ExitStatus::Failed);
    const auto child = ::fork();
    if (child == 0)
        becomeCommand(pointers.data(), signals.previousMask(), callersChildSignal, errorPipe[1]);
    const int forkError = child < 0 ? errno : 0;
    ::close(errorPipe[1]);
    const int refusal = execError(errorPipe[0]);
    ::close(errorPipe[0]);
    // The inherited descriptors now belong to the command: if it closes them, the locks on them must be released. A
    // POSIX lock stays with this process until it exits.
    if (!App::ownsPosixLocks()) {
        for (const int fd : inherited)
            ::close(fd);
    }
    if (forkError != 0)
        return fail("fork", forkError, ExitStatus::Failed);
    const int status = waitToEnd(child, signals);
    if (refusal != 0)
        return fail(words.front(), refusal, refusal == ENOENT ? ExitStatus::NotFound : ExitStatus::NotExecutable);
    return status;
}

} // namespace Ctl

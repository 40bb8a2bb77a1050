// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

[[noreturn]] void sleepForEver()
{
    for (;;)
        ::pause();
}

/// A child that dies with this process. The parent answers; the child runs the function, which does not return.
template <typename Child>
pid_t forkChild(Child child)
{
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        // If the parent has exited before that call, no signal is sent.
        if (::getppid() != parent)
            ::_exit(0);
        child();
    }
    return pid;
}

/// A child keeps every descriptor and continues with the steps in place of its parent, which exits.
std::string forkAndKeep(const Words &)
{
    const int parent = static_cast<int>(::syscall(SYS_pidfd_open, ::getpid(), 0));
    const pid_t child = ::fork();
    if (child < 0)
        return failed("fork");
    if (child > 0)
        ::_exit(0);
    // Answers only after its creator has certainly exited.
    pollfd end = {parent, POLLIN, 0};
    ::poll(&end, 1, -1);
    ::close(parent);
    return std::to_string(::getpid());
}

/// A child keeps every descriptor and does nothing; the parent continues.
std::string forkAndShare(const Words &)
{
    const pid_t child = forkChild(sleepForEver);
    return child < 0 ? failed("fork") : std::to_string(child);
}

std::string leaveZombie(const Words &)
{
    const pid_t child = forkChild([] { ::_exit(0); });
    if (child < 0)
        return failed("fork");
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
    return std::to_string(child);
}

char stateOf(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string stat;
    std::getline(file, stat);
    const auto name = stat.rfind(')');
    return name == std::string::npos ? '?' : stat.at(name + 2);
}

/// A child whose main thread has exited while another thread runs: a zombie that still holds its locks.
std::string leaveZombieWithThread(const Words &)
{
    const pid_t child = forkChild([] {
        std::thread(sleepForEver).detach();
        ::pthread_exit(nullptr);
    });
    if (child < 0)
        return failed("fork");
    while (stateOf(child) != 'Z')
        ::usleep(1000);
    return std::to_string(child);
}

/// A thread that sleeps; answers its thread ID.
std::string startThread(const Words &)
{
    std::mutex mutex;
    std::condition_variable known;
    pid_t id = 0;
    std::thread([&] {
        {
            const std::lock_guard lock(mutex);
            id = ::gettid();
            known.notify_one();
        }
        sleepForEver();
    }).detach();
    std::unique_lock lock(mutex);
    known.wait(lock, [&id] { return id != 0; });
    return std::to_string(id);
}

/// A child, the first process of a new PID namespace, continues with the steps while this process waits for it. Answers
/// its PID outside the namespace.
std::string unsharePids(const Words &)
{
    if (::unshare(CLONE_NEWPID) != 0)
        return failed("unshare");
    const pid_t child = ::fork();
    if (child < 0)
        return failed("fork");
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        return {};
    }
    say(std::to_string(child));
    int status = 0;
    ::waitpid(child, &status, 0);
    ::_exit(0);
}

/// PORT: listens on it in its own network namespace.
std::string listenInOwnNetwork(const Words &words)
{
    if (::unshare(CLONE_NEWNET) != 0)
        return failed("unshare");
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(wordAt(words, 0))));
    if (::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 || ::listen(socket, 1) != 0)
        return failed("listen");
    return "listening";
}

/// DIRECTORY: continues in its own mount namespace, in which an empty tmpfs hides the content of the directory.
std::string hideDirectory(const Words &words)
{
    if (::unshare(CLONE_NEWNS) != 0)
        return failed("unshare");
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", wordAt(words, 0).c_str(), "tmpfs", 0, nullptr) != 0)
        return failed("mount");
    return "hidden";
}

std::string stopItself(const Words &)
{
    say("stopping");
    ::raise(SIGSTOP);
    return "continued";
}

/// PROGRAM ARGUMENTS: executes another program with the same PID.
std::string execute(const Words &words)
{
    std::vector<std::string> arguments = words;
    std::vector<char *> pointers;
    for (auto &argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    ::execvp(pointers.front(), pointers.data());
    return failed("execvp");
}

std::string renameItself(const Words &words)
{
    ::prctl(PR_SET_NAME, wordAt(words, 0).c_str());
    return "renamed";
}

/// The kernel sends SIGIO to the holder of a lease that is being broken, which terminates a process by default.
std::string ignoreIoSignal(const Words &)
{
    ::signal(SIGIO, SIG_IGN);
    return "ignored";
}

} // namespace

void addLifeRoles(Roles &roles)
{
    roles.add("fork-keep", forkAndKeep);
    roles.add("fork-share", forkAndShare);
    roles.add("zombie", leaveZombie);
    roles.add("zombie-thread", leaveZombieWithThread);
    roles.add("thread", startThread);
    roles.add("unshare-pid", unsharePids);
    roles.add("listen-apart", listenInOwnNetwork);
    roles.add("hide-folder", hideDirectory);
    roles.add("stop", stopItself);
    roles.add("exec", execute);
    roles.add("ignore-io", ignoreIoSignal);
    roles.add("name", renameItself);
    roles.add("crash", [](const Words &) -> std::string { ::_exit(1); });
    roles.add("exit", [](const Words &) -> std::string { ::exit(0); });
}

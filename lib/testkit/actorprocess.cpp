// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "testkit/actorprocess.h"

#include <lockscope/test/actors.h>

#include <QByteArray>
#include <QTest>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Lockscope::Test {

namespace {

/// An answer comes within milliseconds; the machine may be busy.
constexpr int PatienceMilliseconds = 60'000;

std::string &actorPath()
{
    static std::string path;
    return path;
}

} // namespace

void Internal::setActor(const char *program)
{
    actorPath() = program;
}

ActorProcess::ActorProcess()
{
    std::array<int, 2> pair = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        qFatal("socketpair: %s", std::strerror(errno));
    m_socket = pair[0];
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, pair[1], STDOUT_FILENO);
    auto program = actorPath();
    // The word is for openlock's Python peers, which honour only a holder with it in the command line.
    std::string argument = "python";
    std::array<char *, 3> arguments = {program.data(), argument.data(), nullptr};
    const int error = ::posix_spawn(&m_pid, program.c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pair[1]);
    if (error != 0)
        qFatal("%s: %s", program.c_str(), std::strerror(error));
}

ActorProcess::~ActorProcess()
{
    // A child that took over reads the end of its input and exits.
    ::close(m_socket);
    if (m_pid > 0) {
        kill();
        if (m_isOurChild)
            reap();
    }
}

std::string ActorProcess::say(const std::string &line)
{
    const auto whole = line + '\n';
    if (::send(m_socket, whole.data(), whole.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(whole.size()))
        return "the process has ended";
    return listen();
}

std::string ActorProcess::listen()
{
    for (;;) {
        if (const auto end = m_heard.find('\n'); end != std::string::npos) {
            auto line = m_heard.substr(0, end);
            m_heard.erase(0, end + 1);
            return line;
        }
        pollfd ready = {m_socket, POLLIN, 0};
        const int count = ::poll(&ready, 1, PatienceMilliseconds);
        if (count < 0 && errno == EINTR)
            continue;
        std::array<char, 512> bytes;
        const auto got = count > 0 ? ::read(m_socket, bytes.data(), bytes.size()) : -1;
        if (got <= 0)
            return count == 0 ? "the process does not answer" : "the process has ended";
        m_heard.append(bytes.data(), static_cast<std::size_t>(got));
    }
}

void ActorProcess::kill() const
{
    ::kill(m_pid, SIGKILL);
}

void ActorProcess::stop() const
{
    ::kill(m_pid, SIGSTOP);
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WSTOPPED | WNOWAIT);
}

void ActorProcess::reap()
{
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

void ActorProcess::waitForZombie() const
{
    siginfo_t info = {};
    ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOWAIT);
}

void ActorProcess::handOver()
{
    const auto answer = say("fork");
    if (!answer.starts_with("child ")) {
        QTest::qFail(("the other process does not fork: " + answer).c_str(), __FILE__, __LINE__);
        return;
    }
    reap();
    m_pid = static_cast<pid_t>(std::atoi(answer.c_str() + std::strlen("child ")));
    m_isOurChild = false;
}

std::string ActorProcess::word(const std::filesystem::path &path)
{
    return QByteArray::fromStdString(path.native()).toPercentEncoding("/").toStdString();
}

std::int64_t ActorProcess::endedPid()
{
    ActorProcess process;
    const auto pid = process.pid();
    process.kill();
    process.reap();
    return pid;
}

} // namespace Lockscope::Test

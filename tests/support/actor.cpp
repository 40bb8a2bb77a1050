// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/actor.h"

#include <QElapsedTimer>
#include <QTest>

#include <cerrno>

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// Generous, for loaded machines: an answer takes a millisecond, thousands of locks take seconds.
constexpr int PatienceMilliseconds = 60'000;

/// Tests of kinds in other libraries have their own actor.
std::string program()
{
    const auto *const other = ::getenv("LOCKSCOPE_OTHER_ACTOR");
    return other ? other : LOCKSCOPE_ACTOR;
}

} // namespace

Actor::Actor()
    // The argument is for openlock's Python peers, which respect only a holder that has it in its command line.
    : Actor({program(), "python"})
{}

Actor::Actor(std::vector<std::string> command)
{
    int pair[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        qFatal("socketpair: %s", strerror(errno));
    m_socket = pair[0];

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, pair[1], STDOUT_FILENO);
    std::vector<char *> arguments;
    for (auto &word : command)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const char *const program = arguments.front();
    const int error = ::posix_spawn(&m_pid, program, &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pair[1]);
    if (error)
        qFatal("%s: %s", program, strerror(error));
}

Actor::~Actor()
{
    // A descendant that replaced the child reads the end of its input and exits too.
    ::close(m_socket);
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

QByteArray Actor::say(const QByteArray &line)
{
    send(line);
    return listen();
}

QByteArray Actor::say(const QByteArray &role, const std::filesystem::path &path, const QByteArray &more)
{
    return say(more.isEmpty() ? QByteArray(role + ' ' + word(path)) : QByteArray(role + ' ' + word(path) + ' ' + more));
}

void Actor::send(const QByteArray &line)
{
    const QByteArray whole = line + '\n';
    if (::send(m_socket, whole.constData(), static_cast<size_t>(whole.size()), MSG_NOSIGNAL) != whole.size())
        QTest::qFail("the actor has exited", __FILE__, __LINE__);
}

QByteArray Actor::listen()
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        if (const auto end = m_received.indexOf('\n'); end >= 0) {
            const auto line = m_received.left(end);
            m_received.remove(0, end + 1);
            return line;
        }
        const auto left = PatienceMilliseconds - timer.elapsed();
        pollfd ready = {m_socket, POLLIN, 0};
        if (left <= 0 || (::poll(&ready, 1, static_cast<int>(left)) <= 0 && errno != EINTR)) {
            QTest::qFail("the actor does not respond", __FILE__, __LINE__);
            return {};
        }
        char bytes[256];
        const auto got = ::read(m_socket, bytes, sizeof bytes);
        if (got <= 0) {
            QTest::qFail("the actor has exited without an answer", __FILE__, __LINE__);
            return {};
        }
        m_received.append(bytes, got);
    }
}

void Actor::kill(int signal) const
{
    ::kill(m_pid, signal);
}

bool Actor::waitForEnd()
{
    const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
    pollfd end = {pidfd, POLLIN, 0};
    const bool ended = ::poll(&end, 1, PatienceMilliseconds) == 1;
    ::close(pidfd);
    if (ended) {
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }
    return ended;
}

QByteArray Actor::word(const std::filesystem::path &path)
{
    return QByteArray::fromStdString(path.native()).toPercentEncoding("/");
}

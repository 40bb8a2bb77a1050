// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

/// A lockactor child, controlled line by line: the test sends `flock PATH`, and the actor answers `held`. An answer
/// that does not arrive in time fails the test. The child exits with this object.
class Actor
{
public:
    Actor();
    /// Another program with the same protocol, and its arguments.
    explicit Actor(std::vector<std::string> command);
    ~Actor();
    Actor(const Actor &) = delete;
    Actor &operator=(const Actor &) = delete;

    /// Sends a step and returns its answer.
    QByteArray say(const QByteArray &line);
    QByteArray say(const QByteArray &role, const std::filesystem::path &path, const QByteArray &more = {});
    /// Only sends; for steps that answer late or never.
    void send(const QByteArray &line);
    /// The next line of output.
    QByteArray listen();

    /// The started process.
    pid_t pid() const { return m_pid; }
    /// The same, in the decimal form of /proc and the library.
    std::string pidText() const { return std::to_string(m_pid); }
    void kill(int signal) const;
    /// True if it has exited in time; then it has been reaped.
    bool waitForEnd();

    /// A path as one word of a line: bytes that would interfere are written %NN.
    static QByteArray word(const std::filesystem::path &path);

private:
    pid_t m_pid = -1;
    int m_socket = -1;
    QByteArray m_received;
};

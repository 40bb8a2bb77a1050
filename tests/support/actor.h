// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

/// A lockactor child, driven line by line: the test says `flock PATH`, the actor answers `held`. What does not come in
/// time fails the test. Ends with this object.
class Actor
{
public:
    Actor();
    /// Another program that talks in the same way, with its arguments.
    explicit Actor(std::vector<std::string> command);
    ~Actor();
    Actor(const Actor &) = delete;
    Actor &operator=(const Actor &) = delete;

    /// Tells it to do a step and returns its answer.
    QByteArray say(const QByteArray &line);
    QByteArray say(const QByteArray &role, const std::filesystem::path &path, const QByteArray &more = {});
    /// Only tells; for steps that answer late or never.
    void send(const QByteArray &line);
    /// The next line that it says.
    QByteArray listen();

    /// Of the process that was started.
    pid_t pid() const { return m_pid; }
    /// The same as /proc and the library write it.
    std::string pidText() const { return std::to_string(m_pid); }
    void kill(int signal) const;
    /// True when it has ended in time; then nothing is left of it.
    bool waitForEnd();

    /// A path as a word of a line: bytes that would disturb are written %NN.
    static QByteArray word(const std::filesystem::path &path);

private:
    pid_t m_pid = -1;
    int m_socket = -1;
    QByteArray m_received;
};

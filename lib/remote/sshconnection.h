// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/hosts.h>

#include <QDeadlineTimer>
#include <QProcess>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// A connection to `lockscopectl answer` on another host: lines go out, and lines come back. Blocks the calling thread,
/// and must be used in the thread that created it.
class SshConnection
{
public:
    enum class Error
    {
        NotReached,
        NoAnswer,
        BadAnswer,
        OtherVersion, ///< of the protocol
    };

    /// The program at the far end, and what it is permitted to do there.
    enum class Use
    {
        Questions,
        Command,
        CommandThatBreaks, ///< `answer --allow-break`, which a restricted key may refuse
    };

    explicit SshConnection(const std::string &destination, Use use = Use::Questions);
    ~SshConnection();

    /// Starts ssh, and reads the greeting. Absent on an error.
    std::optional<HostGreeting> open();
    /// Whether there is a connection that the far end has not closed.
    bool isAlive();
    const std::optional<HostGreeting> &greeting() const { return m_greeting; }
    /// Kills ssh.
    void close();

    /// Sends the lines; the deadline is for taking them all.
    bool send(const QByteArray &lines, const QDeadlineTimer &deadline);
    /// The next line, without its line break; absent on an error.
    std::optional<std::string> readLine(const QDeadlineTimer &deadline);
    /// Passes on what the far end prints until it exits or `isStopped` returns true. A line that is too long is
    /// BadAnswer. Returns false on an error, or if a function that takes lines returned false.
    struct Lines
    {
        std::function<bool(std::string_view)> output;
        std::function<void(std::string_view)> error;
        std::function<bool()> isStopped;
    };
    bool relay(const Lines &lines);
    /// The exit status of ssh, which is that of the far end, or 255; -1 if it has not exited.
    int exitStatus() const;

    /// A new answer begins: its size is limited.
    void beginAnswer() { m_received = 0; }

    Error error() const { return m_error; }
    /// What ssh, or the shell at the far end, printed on standard error: its last line.
    std::string errorText();

private:
    bool fail(Error error);
    /// The last bytes of standard error.
    void keepErrors();
    /// Passes on the lines that are complete, and at the end the rest. False if a line is too long or not wanted.
    bool passOn(const Lines &lines, bool isEnd);

    QString m_destination;
    Use m_use;
    QProcess m_process;
    QByteArray m_errorOutput;
    std::optional<HostGreeting> m_greeting;
    Error m_error = Error::NotReached;
    qsizetype m_received = 0;
};

} // namespace Lockscope

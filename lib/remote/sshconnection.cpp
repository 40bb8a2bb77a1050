// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/sshconnection.h"

#include "remote/protocol.h"

#include <QStringList>

#include <algorithm>
#include <chrono>

namespace Lockscope {

namespace {

/// Lines and answers of the far end that are longer are not believed, nor kept in memory.
constexpr qsizetype MaxLine = 64 * 1024;
constexpr qsizetype MaxAnswer = 4 * 1024 * 1024;
constexpr qsizetype MaxErrorText = 4096;
/// A report of a lock with thousands of waiters is one line.
constexpr qsizetype MaxOutputLine = MaxAnswer;

constexpr std::chrono::seconds ConnectTime{5};
/// After the connection, the login and the start of the program at the far end.
constexpr std::chrono::seconds GreetingTime{10};

/// Nothing is asked, nothing is forwarded, and no command of the user's configuration is run. The destination is the
/// one in the list of hosts, and never an option. What the far end is to do is not on this command line: it is sent.
QStringList sshArguments(const QString &destination, SshConnection::Use use)
{
    const auto option = [](const char *text) { return QStringList{QStringLiteral("-o"), QLatin1String(text)}; };
    auto arguments = QStringList{QStringLiteral("-T"), QStringLiteral("-a"), QStringLiteral("-x")} +
                     option("BatchMode=yes") + option("ClearAllForwardings=yes") + option("PermitLocalCommand=no") +
                     option("RemoteCommand=none");
    // A command may be silent for as long as it likes. Questions have a deadline instead.
    if (use != SshConnection::Use::Questions)
        arguments += option("ServerAliveInterval=10") + option("ServerAliveCountMax=3");
    arguments +=
        QStringList{QStringLiteral("-o"),           QStringLiteral("ConnectTimeout=%1").arg(ConnectTime.count()),
                    QStringLiteral("--"),           destination,
                    QStringLiteral("lockscopectl"), QStringLiteral("answer")};
    if (use == SshConnection::Use::CommandThatBreaks)
        arguments += QStringLiteral("--allow-break");
    return arguments;
}

/// In milliseconds: otherwise a flood of output would fill the memory during one wait.
int shortStep(const QDeadlineTimer &deadline)
{
    constexpr qint64 Step = 100;
    return static_cast<int>(deadline.isForever() ? Step : std::min(deadline.remainingTime(), Step));
}

} // namespace

SshConnection::SshConnection(const std::string &destination, Use use)
    : m_destination(QString::fromStdString(destination))
    , m_use(use)
{}

SshConnection::~SshConnection()
{
    close();
}

void SshConnection::close()
{
    m_greeting.reset();
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

bool SshConnection::fail(Error error)
{
    keepErrors(); // before they are lost with the process
    m_error = error;
    close();
    return false;
}

bool SshConnection::isAlive()
{
    // Nothing is expected: lines that nobody asked for are not answers to the next question.
    return m_greeting && !m_process.waitForReadyRead(0) && m_process.bytesAvailable() == 0 &&
           m_process.state() == QProcess::Running;
}

std::optional<HostGreeting> SshConnection::open()
{
    close();
    m_errorOutput.clear();
    beginAnswer();
    m_process.start(QStringLiteral("ssh"), sshArguments(m_destination, m_use));
    const QDeadlineTimer deadline(GreetingTime);
    if (!m_process.waitForStarted(static_cast<int>(deadline.remainingTime()))) {
        m_errorOutput = m_process.errorString().toUtf8();
        fail(Error::NotReached);
        return {};
    }
    const auto line = readLine(deadline);
    if (!line)
        return {};
    m_greeting = Protocol::parseGreeting(*line);
    if (!m_greeting)
        fail(Protocol::isGreetingOfOtherVersion(*line) ? Error::OtherVersion : Error::BadAnswer);
    return m_greeting;
}

bool SshConnection::send(const QByteArray &lines, const QDeadlineTimer &deadline)
{
    m_process.write(lines);
    while (m_process.bytesToWrite() > 0) {
        m_process.waitForBytesWritten(shortStep(deadline));
        keepErrors();
        // More than all answers together.
        if (m_process.bytesAvailable() > MaxAnswer)
            return fail(Error::BadAnswer);
        if (m_process.state() == QProcess::NotRunning || deadline.hasExpired())
            return fail(deadline.hasExpired() ? Error::NoAnswer : Error::NotReached);
    }
    return true;
}

std::optional<std::string> SshConnection::readLine(const QDeadlineTimer &deadline)
{
    while (!m_process.canReadLine()) {
        if (m_process.bytesAvailable() > MaxLine) {
            fail(Error::BadAnswer);
            return {};
        }
        m_process.waitForReadyRead(shortStep(deadline));
        keepErrors();
        if (m_process.canReadLine())
            continue;
        if (m_process.state() == QProcess::NotRunning || deadline.hasExpired()) {
            fail(deadline.hasExpired() ? Error::NoAnswer : Error::NotReached);
            return {};
        }
    }
    auto line = m_process.readLine(MaxLine + 2);
    m_received += line.size();
    if (!line.endsWith('\n') || m_received > MaxAnswer) {
        fail(Error::BadAnswer);
        return {};
    }
    line.chop(1);
    return line.toStdString();
}

bool SshConnection::passOn(const Lines &lines, bool isEnd)
{
    const auto viewOf = [](const QByteArray &line) {
        return std::string_view(line.constData(), static_cast<std::size_t>(line.size()));
    };
    // Some of it may have arrived together with the answer.
    m_errorOutput += m_process.readAllStandardError();
    for (auto end = m_errorOutput.indexOf('\n'); end >= 0; end = m_errorOutput.indexOf('\n')) {
        lines.error(viewOf(m_errorOutput.left(end)));
        m_errorOutput.remove(0, end + 1);
    }
    if (isEnd && !m_errorOutput.isEmpty())
        lines.error(viewOf(m_errorOutput));
    while (m_process.canReadLine() || (isEnd && m_process.bytesAvailable() > 0)) {
        auto line = m_process.readLine(MaxOutputLine + 2);
        if (line.endsWith('\n'))
            line.chop(1);
        if (line.size() > MaxOutputLine)
            return fail(Error::BadAnswer);
        if (!lines.output(viewOf(line)))
            return false;
    }
    if (std::max(m_process.bytesAvailable(), qint64{m_errorOutput.size()}) > MaxOutputLine)
        return fail(Error::BadAnswer);
    return true;
}

bool SshConnection::relay(const Lines &lines)
{
    while (true) {
        m_process.waitForReadyRead(shortStep(QDeadlineTimer(QDeadlineTimer::Forever)));
        // Asked first: what was printed before the exit is then already there.
        const bool isEnd = m_process.state() == QProcess::NotRunning;
        if (!passOn(lines, isEnd))
            return false;
        if (isEnd || lines.isStopped())
            return true;
    }
}

int SshConnection::exitStatus() const
{
    return m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::NormalExit
               ? m_process.exitCode()
               : -1;
}

void SshConnection::keepErrors()
{
    m_errorOutput += m_process.readAllStandardError();
    m_errorOutput = m_errorOutput.right(MaxErrorText);
}

std::string SshConnection::errorText()
{
    keepErrors();
    const auto text = m_errorOutput.trimmed();
    return text.mid(text.lastIndexOf('\n') + 1).trimmed().toStdString();
}

} // namespace Lockscope

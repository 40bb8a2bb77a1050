// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "output.h"

#include <QtGlobal>

#include <array>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace Ctl {

namespace {

/// 0, or errno of the failed write.
int writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

std::optional<qsizetype> widthOf(int fd)
{
    if (::isatty(fd) == 0)
        return std::nullopt;
    constexpr qsizetype Usual = 80;
    winsize size = {};
    if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const int columns = qEnvironmentVariableIntValue("COLUMNS");
    return columns > 0 ? columns : Usual;
}

} // namespace

bool Output::line(std::string_view bytes)
{
    return lines(std::string(bytes) + '\n');
}

bool Output::lines(std::string_view bytes)
{
    while (!bytes.empty() && m_writeError == 0 && !m_isInterrupted) {
        // A pipe that is writable according to poll() accepts PIPE_BUF bytes without blocking.
        const auto part = m_interruption < 0 ? bytes : bytes.substr(0, PIPE_BUF);
        m_isInterrupted = m_interruption >= 0 && !waitForReader();
        if (!m_isInterrupted)
            m_writeError = writeAll(STDOUT_FILENO, part);
        bytes.remove_prefix(part.size());
    }
    return m_writeError == 0 && !m_isInterrupted;
}

/// False if the program is interrupted first.
bool Output::waitForReader() const
{
    std::array<pollfd, 2> waited = {pollfd{STDOUT_FILENO, POLLOUT, 0}, pollfd{m_interruption, POLLIN, 0}};
    while (::poll(waited.data(), waited.size(), -1) < 0 && errno == EINTR) {
    }
    return waited.front().revents != 0;
}

std::optional<qsizetype> Output::terminalWidth()
{
    return widthOf(STDOUT_FILENO);
}

std::optional<qsizetype> Output::errorTerminalWidth()
{
    return widthOf(STDERR_FILENO);
}

bool Output::wantsColour()
{
    return ::isatty(STDOUT_FILENO) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR") &&
           qgetenv("TERM") != QByteArrayLiteral("dumb");
}

void printError(const QString &message)
{
    writeError(QStringLiteral("lockscopectl: ") + message + QStringLiteral("\n"));
}

void writeError(const QString &text)
{
    writeAll(STDERR_FILENO, text.toStdString());
}

void openStandardStreams()
{
    // Opened in the wrong direction, so that using a stream that the caller closed is still an error.
    for (const auto &[fd, flags] :
         {std::pair(STDIN_FILENO, O_WRONLY), std::pair(STDOUT_FILENO, O_RDONLY), std::pair(STDERR_FILENO, O_RDONLY)}) {
        if (::fcntl(fd, F_GETFD) == -1 && errno == EBADF) [[maybe_unused]]
            const int opened = ::open("/dev/null", flags | O_NOCTTY);
    }
}

} // namespace Ctl

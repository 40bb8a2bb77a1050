// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "output.h"

#include <QtGlobal>

#include <cerrno>
#include <cstddef>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace Ctl {

namespace {

/// 0 or the errno of the write that failed.
int writeAll(int fd, const QByteArray &bytes)
{
    const char *next = bytes.constData();
    auto left = static_cast<std::size_t>(bytes.size());
    while (left > 0) {
        const auto written = ::write(fd, next, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        next += written;
        left -= static_cast<std::size_t>(written);
    }
    return 0;
}

} // namespace

bool Output::line(const QByteArray &bytes)
{
    if (m_writeError == 0)
        m_writeError = writeAll(STDOUT_FILENO, bytes + '\n');
    return m_writeError == 0;
}

bool Output::wantsColour()
{
    return ::isatty(STDOUT_FILENO) != 0 && qEnvironmentVariableIsEmpty("NO_COLOR") &&
           qgetenv("TERM") != QByteArrayLiteral("dumb");
}

void complain(const QString &message)
{
    const QByteArray line = QByteArrayLiteral("lockscopectl: ") + message.toUtf8() + '\n';
    writeAll(STDERR_FILENO, line);
}

void openStandardStreams()
{
    // Opened for the wrong direction, so that using a stream that the caller closed is still an error.
    for (const auto &[fd, flags] :
         {std::pair(STDIN_FILENO, O_WRONLY), std::pair(STDOUT_FILENO, O_RDONLY), std::pair(STDERR_FILENO, O_RDONLY)}) {
        if (::fcntl(fd, F_GETFD) == -1 && errno == EBADF) [[maybe_unused]]
            const int opened = ::open("/dev/null", flags | O_NOCTTY);
    }
}

} // namespace Ctl

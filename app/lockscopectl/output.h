// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace Ctl {

/// Standard output, written a whole line at a time, so that a reader of a pipe sees each line at once.
class Output
{
public:
    /// False when standard output cannot be written any more; the caller then stops.
    bool line(std::string_view bytes);
    bool line(const QByteArray &bytes)
    {
        return line(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    }
    bool line(const QString &text) { return line(text.toUtf8()); }
    /// Several lines, each with its line break, at once.
    bool lines(std::string_view bytes);

    /// A reader that does not read is waited for only until this descriptor is readable, by which the program is asked
    /// to end: then line() and lines() are false, and that is no error.
    void stopWhenReadable(int fd) { m_interruption = fd; }

    /// errno of the first write that failed, 0 while all is well.
    int writeError() const { return m_writeError; }

    /// Whether to use colour: on a terminal that can, unless NO_COLOR asks not to (no-color.org).
    static bool wantsColour();

    /// Columns of the terminal that standard output or standard error is; absent if it is none.
    static std::optional<qsizetype> terminalWidth();
    static std::optional<qsizetype> errorTerminalWidth();

private:
    bool waitForReader() const;

    int m_writeError = 0;
    int m_interruption = -1;
    bool m_isInterrupted = false;
};

/// One message on standard error, with the program's name before it.
void printError(const QString &message);

/// The text on standard error as it is.
void writeError(const QString &text);

/// Opens what is closed among descriptors 0 to 2, so that no file opened later, a lock file above all, gets one of
/// these numbers and is read or written by mistake.
void openStandardStreams();

} // namespace Ctl

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

/// Standard output, written in whole lines, so that the reader of a pipe receives each line at once.
class Output
{
public:
    /// False if standard output cannot be written any more; the caller then stops.
    bool line(std::string_view bytes);
    bool line(const QByteArray &bytes)
    {
        return line(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    }
    bool line(const QString &text) { return line(text.toUtf8()); }
    /// Writes several lines, each with its line break.
    bool lines(std::string_view bytes);

    /// When this descriptor becomes readable, line() and lines() stop waiting for a slow reader and return false. That
    /// is not an error.
    void stopWhenReadable(int fd) { m_interruption = fd; }

    /// errno of the first failed write; 0 if no write has failed.
    int writeError() const { return m_writeError; }

    /// Whether to use colour: on a capable terminal, unless NO_COLOR is set (no-color.org).
    static bool wantsColour();

    /// Width of the terminal; absent if standard output, or standard error, is not a terminal.
    static std::optional<qsizetype> terminalWidth();
    static std::optional<qsizetype> errorTerminalWidth();

private:
    bool waitForReader() const;

    int m_writeError = 0;
    int m_interruption = -1;
    bool m_isInterrupted = false;
};

/// Prints a message on standard error, after the name of the program.
void printError(const QString &message);

/// Prints the text on standard error, unchanged.
void writeError(const QString &text);

/// Opens those of the descriptors 0 to 2 that are closed. Otherwise a file that is opened later, such as a lock file,
/// would get one of these numbers and be read or written by mistake.
void openStandardStreams();

} // namespace Ctl

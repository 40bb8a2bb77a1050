// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// The five fields of LibreOffice's lock file of a document (`.~lock.NAME#`), without their escapes. Source:
/// LibreOffice 7.4, svl/source/misc/lockfilecommon.cxx and documentlockfile.cxx: UTF-8, separated by commas, ended by a
/// semicolon; a backslash precedes each comma, semicolon and backslash in a field.
struct DocumentEntry
{
    std::string fullName; ///< as the user set it in the program; may be empty
    std::string login;
    std::string host;
    std::string time;    ///< local time of that host: `dd.MM.yyyy hh:mm`
    std::string profile; ///< a URL: the user profile of LibreOffice, or a programUri()

    /// This process and now.
    static DocumentEntry own();
    /// Absent if the text does not have the form of an entry.
    static std::optional<DocumentEntry> parse(std::string_view text);
    std::string text() const;

    /// The time, in the time zone of this host, to the minute; absent if it does not have the form.
    std::optional<WallTime> since() const;

    /// What DocumentLock records instead of a user profile: `lockscope:PROGRAM/PID?boot=BOOT-ID`. The characters of
    /// PROGRAM other than letters, digits, `.`, `_`, `+` and `-` are percent-encoded.
    struct Program
    {
        std::string name;
        std::int64_t pid = 0;
    };
    static std::string programUri(const Program &program, std::string_view bootId);
    /// Absent if LibreOffice wrote the entry.
    std::optional<Program> program() const;
};

} // namespace Lockscope

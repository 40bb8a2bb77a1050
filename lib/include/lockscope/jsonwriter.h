// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Lockscope {

/// Whether these bytes are valid UTF-8.
LOCKSCOPE_EXPORT bool isUtf8(std::string_view bytes);

/// Converts bytes to text for JSON; bytes that are not valid UTF-8 become `\xNN`. Unlike displayText() it changes
/// nothing else, because JSON has its own escapes.
LOCKSCOPE_EXPORT QString jsonText(std::string_view bytes);

/// Writes a JSON value directly into a line of text, for output in addition to the functions of json.h. A scan prints
/// hundreds of thousands of reports, and building a tree for each would take several times as long as the inspection.
/// Not thread-safe: use one writer per thread.
class LOCKSCOPE_EXPORT JsonWriter
{
public:
    /// Appends to this text, which must outlive the writer.
    explicit JsonWriter(std::string &line)
        : m_line(line)
    {}

    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }

    /// Writes the key of the next value of an object. The name must not contain characters that need escaping.
    JsonWriter &key(std::string_view name);

    void null() { plain("null"); }
    void boolean(bool value) { plain(value ? "true" : "false"); }
    void number(std::int64_t value);
    void number(std::uint64_t value);
    void decimal(double value);
    void text(const QString &text);
    /// See jsonText().
    void bytes(std::string_view bytes);
    /// ISO 8601 in UTC with milliseconds; null if the time is absent or the year has more than four digits.
    void time(const std::optional<WallTime> &time);

    /// Writes the key `path`, and `pathBase64` if the path is not valid UTF-8.
    void path(const std::string &bytes);

    void bytesOrNull(std::string_view bytes);
    void bytesOrNull(const std::optional<std::string> &bytes);

    template <typename Range, typename Write>
    void array(const Range &range, Write write)
    {
        beginArray();
        for (const auto &element : range)
            write(element);
        endArray();
    }

private:
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void plain(std::string_view word);
    void quoted(std::string_view utf8);

    std::string &m_line;
    std::string m_utf8; ///< buffer for one text
    bool m_needsComma = false;
};

} // namespace Lockscope

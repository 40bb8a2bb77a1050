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

/// Whether these bytes are text in UTF-8.
LOCKSCOPE_EXPORT bool isUtf8(std::string_view bytes);

/// Bytes as text for JSON; those that are not valid UTF-8 as `\xNN`. Unlike displayText() nothing else is changed: JSON
/// has escapes of its own.
LOCKSCOPE_EXPORT QString jsonText(std::string_view bytes);

/// Writes one value of JSON straight into a line of text: a scan prints hundreds of thousands of reports, and building
/// a tree of each first would take several times as long as the looks themselves. For lines of a program's own beside
/// those of json.h. No thread may use one that another uses.
class LOCKSCOPE_EXPORT JsonWriter
{
public:
    /// Appends to this text, which must stay.
    explicit JsonWriter(std::string &line)
        : m_line(line)
    {}

    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }

    /// Before each value of an object. A plain word without anything to escape.
    JsonWriter &key(std::string_view name);

    void null() { plain("null"); }
    void boolean(bool value) { plain(value ? "true" : "false"); }
    void number(std::int64_t value);
    void number(std::uint64_t value);
    void decimal(double value);
    void text(const QString &text);
    /// See jsonText().
    void bytes(std::string_view bytes);
    /// ISO 8601 in UTC with milliseconds; null where it is absent or a calendar of four-digit years cannot express it.
    void time(const std::optional<WallTime> &time);

    /// Keys `path`, and `pathBase64` where the path is not valid UTF-8.
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
    std::string m_utf8; ///< of one text
    bool m_needsComma = false;
};

} // namespace Lockscope

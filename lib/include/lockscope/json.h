// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Reports and events as lines of JSON, as lockscopectl prints them with --json.

#include <lockscope/kernellock.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Lockscope {

/// Whether these bytes are valid UTF-8.
LOCKSCOPE_EXPORT bool isUtf8(std::string_view bytes);

/// Converts bytes to text for JSON; bytes that are not valid UTF-8 become `\xNN`. Unlike displayText() it changes
/// nothing else, because JSON has its own escapes.
LOCKSCOPE_EXPORT QString jsonText(std::string_view bytes);

/// Appends JSON to a string, for output that the toJson() functions below do not cover. It builds no tree in memory,
/// because a scan may print hundreds of thousands of reports. Not thread-safe: use one writer per thread.
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

    /// A value that is JSON already.
    void raw(std::string_view json) { plain(json); }

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

/// Serializes a report as `lockscopectl inspect --json` prints it: one line of JSON in UTF-8, without a line break.
/// Every field is always present, and null if it is unknown. Later versions may add fields, but never change or remove
/// one. A path that is not valid UTF-8 has `\xNN` escapes in `path` and its bytes in `pathBase64`. Thread-safe.
LOCKSCOPE_EXPORT std::string toJson(const LockReport &report);
/// Reads what toJson() wrote, also if a later version did: unknown fields are ignored, and absent ones have their
/// defaults. ReadFailed if the line is not such an object, or if a field has another type or is too large; the line
/// need not be trusted. Sentences are in English, and the content of the file and its inode are absent, unless
/// toWholeJson() wrote the line. `breakPermission` is always Never: only an inspection decides that. Thread-safe.
LOCKSCOPE_EXPORT Result<LockReport> fromJson(std::string_view line);
/// The same line with everything that fromJson() needs to return the whole report: also the content of the file, its
/// inode, and the sentences in the language of the program that reads it. As `lockscopectl watch --reports` prints.
LOCKSCOPE_EXPORT std::string toWholeJson(const LockReport &report);
/// The same as toJson(const LockReport &) for events, as `lockscopectl watch --json` prints them, and for intervals, as
/// `lockscopectl history --json` does.
LOCKSCOPE_EXPORT std::string toJson(const LockEvent &event);
LOCKSCOPE_EXPORT std::string toJson(const LockInterval &interval);
/// Reads an event that toJson() wrote, like fromJson(). Its key is the path. Of the process, only what the line has.
LOCKSCOPE_EXPORT Result<LockEvent> eventFromJson(std::string_view line);
/// Appends the JSON of a report to the text; faster than toJson() for many reports.
LOCKSCOPE_EXPORT void appendJson(std::string &lines, const LockReport &report);

/// Writes the owner that a lock records, or a process, as one JSON value.
LOCKSCOPE_EXPORT void write(JsonWriter &json, const Claim &owner);
LOCKSCOPE_EXPORT void write(JsonWriter &json, const ProcessFacts &process);

/// Writes an array of kernel locks. `meanings` has one entry per lock, empty if the lock has no special meaning.
LOCKSCOPE_EXPORT void write(JsonWriter &json, std::span<const KernelLock> locks, std::span<const std::string> meanings);

} // namespace Lockscope

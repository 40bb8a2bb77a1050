// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// The formats of lock files that inspection recognises, and how to add formats.

#include <lockscope/lockscope_export.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

struct LockReport;

/// A lock file format that inspection recognises. See lockscope-formats(5) for how to add one.
struct LockFormat
{
    /// A sample lock of this format, as listed in its entry.
    struct Sample
    {
        std::string_view path;
        std::string_view text; ///< content, or the target of a symbolic link
        bool isCounterSample = false;
    };

    std::string_view id;          ///< e.g. `zc`
    std::string_view description; ///< one line
    std::string_view heldBy;      ///< e.g. `process`, `kernel-lock`; `code` if the library recognises it by code
    std::span<const std::string_view> programs;
    std::span<const std::string_view> names; ///< globs
    std::string_view staleRule;              ///< when its program considers it stale, a clause; empty: never
    std::string_view neverRemove;            ///< why it must not be removed by hand, a clause; empty: it may be removed
    std::string_view findHolder;             ///< how to find the holder, a clause; empty: unknown
    std::string_view reference;              ///< the source of this knowledge
    std::string_view source;                 ///< the file with the entry
    std::vector<Sample> samples;
};

/// The formats that inspection recognises, in display order.
LOCKSCOPE_EXPORT std::vector<LockFormat> lockFormats();

/// An error in a format file.
struct FormatProblem
{
    std::filesystem::path file;
    std::int64_t line = 0; ///< 0: the file as a whole
    std::string message;
};

/// The directories for additional formats on this host: /usr/share/lockscope/formats.d, /etc/lockscope/formats.d and
/// `lockscope/formats.d` below $XDG_CONFIG_HOME. They need not exist.
LOCKSCOPE_EXPORT std::vector<std::filesystem::path> formatDirectories();

/// Adds the formats in the `*.toml` files of these directories to those of the library, for all threads. If several
/// formats have the same ID, the last one is used. A file with an error is skipped. Returns the errors.
///
///     for (const FormatProblem &problem : loadFormats(formatDirectories()))
///         qWarning() << displayText(problem.file) << problem.line << QString::fromStdString(problem.message);
LOCKSCOPE_EXPORT std::vector<FormatProblem> loadFormats(std::span<const std::filesystem::path> directories);

/// Sets a function that is called once for each invalid pattern that inspection finds in a format in use; the rule with
/// the pattern matches nothing. Patterns are compiled when a file with a matching name is inspected, not when they are
/// loaded. The function is called by any thread, and must not call functions of this header. An empty one removes it.
LOCKSCOPE_EXPORT void setFormatProblemHandler(std::function<void(const FormatProblem &)> handler);

/// Checks a file, or the `*.toml` files of a directory, and matches the samples in them. Changes nothing. Returns the
/// errors.
LOCKSCOPE_EXPORT std::vector<FormatProblem> checkFormats(const std::filesystem::path &path);

/// The result of matching one format against a path whose name the format allows.
struct FormatCandidate
{
    std::string_view id;
    bool matches = false;
    double confidence = 0; ///< 0 to 1 if it matches
    std::string reason;    ///< why it matches, or why not
};

/// Explains which format inspection chose for this path: the formats that match, most certain first, then those that do
/// not.
LOCKSCOPE_EXPORT std::vector<FormatCandidate> explainFormat(const std::filesystem::path &path);

/// The result of tryFormats().
struct FormatTrial
{
    std::vector<FormatProblem> problems; ///< empty if the formats can be used; `file` is not set
    /// For each report: empty if a new format would be chosen for it, otherwise a clause that says why not.
    std::vector<std::string> mismatches;
};

/// Checks the text of a file with formats and its samples, and matches the formats against locks that were inspected.
/// The formats in use do not change. Accesses no file.
LOCKSCOPE_EXPORT FormatTrial tryFormats(std::string_view toml, std::span<const LockReport> reports);

} // namespace Lockscope

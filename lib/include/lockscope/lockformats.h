// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A format that inspection recognises. See lockscope-formats(5) for how to add one.
struct LockFormat
{
    /// A lock of this format, as it stands in the entry.
    struct Sample
    {
        std::string_view path;
        std::string_view text; ///< content, or the target of a symbolic link
        bool isCounterSample = false;
    };

    std::string_view id;          ///< e.g. `zc`
    std::string_view description; ///< one line
    std::string_view heldBy;      ///< e.g. `process`, `kernel-lock`; `code` if code of the library recognises it
    std::span<const std::string_view> programs;
    std::span<const std::string_view> names; ///< globs
    std::string_view staleRule;              ///< when its program treats it as stale, a clause; empty: never
    std::string_view neverRemove;            ///< why it must not be removed by hand, a clause; empty: it may be
    std::string_view findHolder;             ///< how to find its holder, a clause; empty: not known
    std::string_view reference;              ///< where this is known from
    std::string_view source;                 ///< the file of the entry
    std::vector<Sample> samples;
};

/// The formats that inspection recognises, in the order to show them.
LOCKSCOPE_EXPORT std::vector<LockFormat> lockFormats();

/// What is wrong with a file of formats.
struct FormatProblem
{
    std::filesystem::path file;
    std::int64_t line = 0; ///< 0: the file as a whole
    std::string message;
};

/// The directories of this host's formats: /usr/share/lockscope/formats.d, /etc/lockscope/formats.d and the user's
/// `lockscope/formats.d` below $XDG_CONFIG_HOME. They need not exist.
LOCKSCOPE_EXPORT std::vector<std::filesystem::path> formatDirectories();

/// Uses the formats in the `*.toml` files of these directories beside those of the library, from now on and in every
/// thread. Of several formats with one ID the last counts. A file with a problem is skipped.
LOCKSCOPE_EXPORT std::vector<FormatProblem> loadFormats(std::span<const std::filesystem::path> directories);

/// Checks a file, or the `*.toml` files of a directory, and compares the samples in them. Changes nothing.
LOCKSCOPE_EXPORT std::vector<FormatProblem> checkFormats(const std::filesystem::path &path);

/// How one format compares with a path, for those whose names fit.
struct FormatCandidate
{
    std::string_view id;
    bool matches = false;
    double confidence = 0; ///< 0 to 1 if it matches
    std::string reason;    ///< why it matches, or why not
};

/// Why inspection chose the format of this path: those that match, surest first, then those that do not.
LOCKSCOPE_EXPORT std::vector<FormatCandidate> explainFormat(const std::filesystem::path &path);

} // namespace Lockscope

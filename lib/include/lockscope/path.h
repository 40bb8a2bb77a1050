// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Paths as bytes and as text. A path of Lockscope is std::filesystem::path: the bytes that the system knows.

#include <lockscope/lockscope_export.h>

#include <QString>

#include <filesystem>
#include <type_traits>
#include <utility>

namespace Lockscope {

/// Converts text to a path, in the encoding of file names.
LOCKSCOPE_EXPORT std::filesystem::path toPath(const QString &text);
/// The path as text for Qt's own classes. Bytes that are not valid in the encoding of file names are lost;
/// displayText() of `<lockscope/displaytext.h>` keeps them readable.
LOCKSCOPE_EXPORT QString toQString(const std::filesystem::path &path);

/// The type of parameters that are paths: accepts std::filesystem::path, everything that it can be made from, and
/// QString.
///
///     ZcLockFile bytes("/srv/app/app.lock");
///     ZcLockFile text(QDir::temp().filePath("app.lock"));
class PathArgument : public std::filesystem::path
{
public:
    using path::path;
    PathArgument(std::filesystem::path bytes) noexcept
        : path(std::move(bytes))
    {}
    template <typename Text>
    requires(std::is_convertible_v<const Text &, QString> &&
             !std::is_constructible_v<std::filesystem::path, const Text &>) PathArgument(const Text &text)
        : path(toPath(text))
    {}
};

} // namespace Lockscope

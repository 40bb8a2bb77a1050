// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>

#include <QObject>
#include <QString>

#include <string>
#include <string_view>

namespace Lockscope {

/// One fact that speaks for or against a verdict, with where it comes from.
struct LOCKSCOPE_EXPORT Evidence
{
    Q_GADGET
    Q_PROPERTY(QString fact MEMBER fact)
    Q_PROPERTY(QString source MEMBER source)

public:
    /// What the fact speaks for.
    enum class Supports
    {
        Held,
        Stale,
        Free,
        Unknown, ///< it limits what can be known
        Nothing, ///< told for completeness
    };
    Q_ENUM(Supports)

    std::string id; ///< stable word, e.g. `pid-dead`
    Supports supports = Supports::Nothing;
    QString fact;   ///< one clause, English; names in it are escaped
    QString source; ///< e.g. `/proc/locks`, `kill(4242, 0)`

    bool operator==(const Evidence &) const = default;
};

LOCKSCOPE_EXPORT std::string_view toWord(Evidence::Supports supports);

} // namespace Lockscope

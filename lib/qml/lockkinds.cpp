// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "qml/lockkinds.h"

#include <lockscope/lockkinds.h>

#include <string_view>

namespace LockscopeQml {

QVariantList LockKinds::all()
{
    const auto text = [](std::string_view words) {
        return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
    };
    QVariantList kinds;
    for (const auto &kind : Lockscope::lockKinds())
        kinds.append(QVariant::fromValue(
            LockKindInfo{text(kind.id), text(kind.system), text(kind.description), text(kind.caution)}));
    return kinds;
}

} // namespace LockscopeQml

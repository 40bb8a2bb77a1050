// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>

#include <QString>

#include <vector>

namespace Lockscope::Ui {

/// A part of a lock's text that describes its owner.
struct ContentField
{
    qsizetype begin = 0;
    qsizetype length = 0;
    QString meaning;

    bool operator==(const ContentField &) const = default;
};

/// The positions of the values that were read from the text: for each value, the first place where it is not a part of
/// a longer word. In the order of the text, without overlaps. If digits run together, the PID is not marked.
std::vector<ContentField> contentFields(const QString &text, const Claim &owner);

} // namespace Lockscope::Ui

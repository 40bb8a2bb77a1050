// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/claim.h>

#include <QString>

#include <vector>

namespace Lockscope::Ui {

/// A part of a lock's text that says something of its owner.
struct ContentField
{
    qsizetype begin = 0;
    qsizetype length = 0;
    QString meaning;

    bool operator==(const ContentField &) const = default;
};

/// Where the text says what was understood of it: the first place where each value stands by itself. In the order of
/// the text; none lies in another. Where digits run together, no reading is marked.
std::vector<ContentField> contentFields(const QString &text, const Claim &owner);

} // namespace Lockscope::Ui

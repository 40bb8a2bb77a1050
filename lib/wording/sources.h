// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/sentences.h"

#include <lockscope/wording.h>

#include <QString>

namespace Lockscope {

/// The English text of a sentence, from which its translation is looked up.
struct SourceText
{
    explicit(false) constexpr SourceText(const char *text, const char *several = nullptr)
        : one(text)
        , many(several)
    {}

    const char *one;
    const char *many; ///< if the first value is a number or a list, and not one; null: the same text
};

SourceText sourceOf(Sentence::Verdict id);
SourceText sourceOf(Sentence::Finding id);
SourceText sourceOf(Sentence::Refusal id);
SourceText sourceOf(Sentence::Detail id);
SourceText sourceOf(Sentence::Plan id);

/// A source text in that language.
QString translated(const char *source, Language language);

/// A value as it stands in a sentence; text from outside is escaped.
QString text(const Message::Argument &argument, Language language);

} // namespace Lockscope

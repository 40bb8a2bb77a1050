// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/sentences.h"

#include <lockscope/wording.h>

#include <QString>

namespace Lockscope {

/// The English text of a sentence, which is also the key of its translation.
struct SourceText
{
    explicit(false) constexpr SourceText(const char *text, const char *several = nullptr)
        : one(text)
        , many(several)
    {}

    const char *one;
    const char *many; ///< the plural form, if the first value is a number other than one or a list with several
                      ///< elements; null: the same text
};

SourceText sourceOf(Sentence::Verdict id);
SourceText sourceOf(Sentence::Finding id);
SourceText sourceOf(Sentence::Refusal id);
SourceText sourceOf(Sentence::Detail id);
SourceText sourceOf(Sentence::Plan id);

/// The translation of a source text into that language.
QString translated(const char *source, Language language);

/// The text of a value in a sentence; bytes from locks and processes are escaped.
QString text(const Message::Argument &argument, Language language);

} // namespace Lockscope

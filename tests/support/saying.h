// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/sentences.h"

#include <lockscope/message.h>

#include <QString>

/// A message with this text, for reports that were not created by an inspection.
inline Lockscope::Message saying(const QString &text)
{
    return {Lockscope::Sentence::Verdict::FormatNote, Lockscope::Phrase{text.toStdString()}};
}

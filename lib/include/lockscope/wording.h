// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Verdicts, evidence and failures as sentences for people: text().

#include <lockscope/lockscope_export.h>
#include <lockscope/message.h>
#include <lockscope/result.h>
#include <lockscope/verdict.h>

#include <QString>

namespace Lockscope {

/// The language of a text.
enum class Language
{
    Program, ///< English, unless the program has installed a QTranslator that knows the context `LockPhrases`
    English, ///< for files and for other programs
};

/// A verdict as one or more sentences. Names from locks and processes are escaped. All functions of this header are
/// thread-safe.
///
///     Stale: process 4242 is no longer running on this host.
LOCKSCOPE_EXPORT QString text(const Verdict &verdict, Language language = Language::Program);
/// A piece of evidence as a clause without a full stop.
LOCKSCOPE_EXPORT QString text(const Evidence &evidence, Language language = Language::Program);
/// What failed, on which path, in which system call, and why: one line without a full stop.
LOCKSCOPE_EXPORT QString text(const Failure &failure, Language language = Language::Program);
/// Only the explanation at the end of that line, after the system's error; may be empty.
LOCKSCOPE_EXPORT QString detailText(const Failure &failure, Language language = Language::Program);
/// A clause of a format or of the system.
LOCKSCOPE_EXPORT QString text(const Phrase &phrase, Language language = Language::Program);
/// `process 4242 (nginx)`
LOCKSCOPE_EXPORT QString text(const ProcessName &process, Language language = Language::Program);
/// A single sentence or clause.
LOCKSCOPE_EXPORT QString text(const Message &message, Language language = Language::Program);

} // namespace Lockscope

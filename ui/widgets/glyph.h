// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/verdict.h>

#include <QIcon>

namespace Lockscope::Ui {

/// The icons of the window: SVG files, which are sharp at every scale and are drawn in the colours of the palette. The
/// icons of the verdicts differ in shape, not only in colour.
enum class Glyph
{
    Held,
    ProbablyHeld, ///< hollow: what is not proven
    Stale,
    Waiting,
    Unknown,
    Free,
    Absent,
    OpenFile,
    OpenDirectory,
    Host,
    Refresh,
    Details,
    Sources,
    Search,
    Star,
    Broken,
    Process,
    Close,
    Bell,
    Application,
};

QIcon glyphIcon(Glyph glyph);

Glyph glyphOf(Verdict::State state);
/// Hollow if the state is only probable.
Glyph glyphOf(const Verdict &verdict);

} // namespace Lockscope::Ui

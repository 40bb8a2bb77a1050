// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/verdict.h>

#include <QIcon>

namespace Lockscope::Ui {

/// The window's signs. They are drawn by code: sharp at every size and scale, and in the colours of the palette in use.
/// The signs of verdicts differ in shape, so that nobody needs to see their colour.
enum class Glyph
{
    Held,
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
    Application,
};

QIcon glyphIcon(Glyph glyph);

Glyph glyphOf(Verdict::State state);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/verdict.h>

#include <QIcon>

namespace Lockscope::Ui {

/// The icons of the window. They are drawn by code, so that they are sharp at every scale and use the colours of the
/// palette. The icons of the verdicts differ in shape, not only in colour.
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

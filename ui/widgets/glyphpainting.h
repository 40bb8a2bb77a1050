// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <QColor>

class QPainter;

namespace Lockscope::Ui {

/// The side of the square that glyphs are drawn in.
inline constexpr double GlyphSide = 16;

/// Draws the glyph into (0, 0, GlyphSide, GlyphSide).
void paintGlyph(QPainter &painter, Glyph glyph, const QColor &colour);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/glyphlabel.h"

#include <QPainter>

namespace Lockscope::Ui {

GlyphLabel::GlyphLabel(Glyph glyph, int side, QWidget *parent)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_side(side)
{
    setFixedSize(side, side);
}

void GlyphLabel::setGlyph(Glyph glyph)
{
    m_glyph = glyph;
    update();
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    glyphIcon(m_glyph).paint(&painter, rect());
}

} // namespace Lockscope::Ui

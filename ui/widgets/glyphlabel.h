// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <QWidget>

namespace Lockscope::Ui {

/// A label with an icon. It is drawn again on each paint event, so that it follows the theme and the scale of its
/// screen.
class GlyphLabel : public QWidget
{
    Q_OBJECT

public:
    GlyphLabel(Glyph glyph, int side, QWidget *parent = nullptr);

    void setGlyph(Glyph glyph);
    QSize sizeHint() const override { return {m_side, m_side}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    int m_side;
};

} // namespace Lockscope::Ui

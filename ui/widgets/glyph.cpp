// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/glyph.h"

#include "ui/widgets/glyphpainting.h"
#include "ui/widgets/theme.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>

#include <algorithm>
#include <optional>

namespace Lockscope::Ui {

namespace {

std::optional<Accent> accentOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Held:
        return Accent::Held;
    case Glyph::Stale:
        return Accent::Stale;
    case Glyph::Waiting:
        return Accent::Waiting;
    case Glyph::Unknown:
        return Accent::Unknown;
    case Glyph::Free:
        return Accent::Free;
    case Glyph::Absent:
        return Accent::Absent;
    default:
        return {};
    }
}

QColor colourOf(Glyph glyph, QIcon::Mode mode)
{
    const auto palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    if (const auto accent = accentOf(glyph))
        return accentColour(*accent, palette);
    return palette.color(QPalette::ButtonText);
}

class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(glyph)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const double side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->scale(side / GlyphSide, side / GlyphSide);
        paintGlyph(*painter, m_glyph, colourOf(m_glyph, mode));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

private:
    Glyph m_glyph;
};

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

Glyph glyphOf(Verdict::State state)
{
    switch (state) {
    case Verdict::State::Held:
        return Glyph::Held;
    case Verdict::State::Stale:
        return Glyph::Stale;
    case Verdict::State::Free:
        return Glyph::Free;
    case Verdict::State::Unknown:
        return Glyph::Unknown;
    case Verdict::State::Absent:
        return Glyph::Absent;
    }
    return Glyph::Unknown;
}

} // namespace Lockscope::Ui

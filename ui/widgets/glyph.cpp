// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/glyph.h"

#include "ui/widgets/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <QtMath>

#include <algorithm>
#include <optional>

namespace Lockscope::Ui {

namespace {

std::optional<Accent> accentOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Held:
    case Glyph::ProbablyHeld:
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

/// Of the file in resources/icons, without .svg.
QString nameOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Held:
        return QStringLiteral("held");
    case Glyph::ProbablyHeld:
        return QStringLiteral("probably-held");
    case Glyph::Stale:
        return QStringLiteral("stale");
    case Glyph::Waiting:
        return QStringLiteral("waiting");
    case Glyph::Unknown:
        return QStringLiteral("unknown");
    case Glyph::Free:
        return QStringLiteral("free");
    case Glyph::Absent:
        return QStringLiteral("absent");
    case Glyph::OpenFile:
        return QStringLiteral("open-file");
    case Glyph::OpenDirectory:
        return QStringLiteral("open-directory");
    case Glyph::Host:
        return QStringLiteral("host");
    case Glyph::Refresh:
        return QStringLiteral("refresh");
    case Glyph::Details:
        return QStringLiteral("details");
    case Glyph::Sources:
        return QStringLiteral("sources");
    case Glyph::Search:
        return QStringLiteral("search");
    case Glyph::Star:
        return QStringLiteral("star");
    case Glyph::Broken:
        return QStringLiteral("broken");
    case Glyph::Process:
        return QStringLiteral("process");
    case Glyph::Close:
        return QStringLiteral("close");
    case Glyph::Bell:
        return QStringLiteral("bell");
    case Glyph::Application:
        return QStringLiteral("lockscope");
    }
    return {};
}

/// Draws an SVG file in which the colour is `currentColor`.
class GlyphEngine : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(glyph)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        Q_UNUSED(state)
        const int side = std::min(rect.width(), rect.height());
        const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(square, rendered(qCeil(side * ratio), mode));
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
    QPixmap rendered(int side, QIcon::Mode mode) const
    {
        const auto name = nameOf(m_glyph);
        const auto colour = colourOf(m_glyph, mode).name();
        const auto key = QStringLiteral("lockscope-%1-%2-%3").arg(name, colour).arg(side);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        QFile file(QStringLiteral(":/lockscope/icons/%1.svg").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QSvgRenderer renderer(file.readAll().replace("currentColor", colour.toLatin1()));
        pixmap = QPixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

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

Glyph glyphOf(const Verdict &verdict)
{
    const bool isProbable = verdict.confidence == Verdict::Confidence::Presumed;
    return verdict.state == Verdict::State::Held && isProbable ? Glyph::ProbablyHeld : glyphOf(verdict.state);
}

} // namespace Lockscope::Ui

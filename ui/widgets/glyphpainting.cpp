// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/glyphpainting.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QPen>

#include <cmath>
#include <numbers>

namespace Lockscope::Ui {

namespace {

QPen stroke(const QColor &colour, double width = 1.5)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void drawLine(QPainter &painter, const QPainterPath &line, const QColor &colour, double width = 1.5)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(stroke(colour, width));
    painter.drawPath(line);
}

void fill(QPainter &painter, const QPainterPath &shape, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(shape);
}

QPainterPath polygon(std::initializer_list<QPointF> points, bool closed = true)
{
    QPainterPath path(*points.begin());
    for (const auto &point : points)
        path.lineTo(point);
    if (closed)
        path.closeSubpath();
    return path;
}

void paintClosedPadlock(QPainter &painter, const QColor &colour)
{
    QPainterPath shackle({5.0, 7.2});
    shackle.lineTo(5.0, 5.0);
    shackle.arcTo(5.0, 2.0, 6.0, 6.0, 180, -180);
    shackle.lineTo(11.0, 7.2);
    drawLine(painter, shackle, colour, 1.7);

    QPainterPath body;
    body.addRoundedRect(2.6, 7.0, 10.8, 7.6, 1.6, 1.6);
    body.addEllipse(QPointF(8, 10.1), 1.3, 1.3);
    body.addRect(7.4, 11.4, 1.2, 1.5);
    fill(painter, body, colour);
}

/// Hollow, with an open shackle: it differs from the closed padlock even if it is small and grey.
void paintOpenPadlock(QPainter &painter, const QColor &colour)
{
    QPainterPath shackle({9.2, 7.6});
    shackle.lineTo(9.2, 4.6);
    shackle.arcTo(9.2, 1.8, 5.4, 5.4, 180, -180);
    shackle.lineTo(14.6, 5.6);
    drawLine(painter, shackle, colour);

    QPainterPath body;
    body.addRoundedRect(1.4, 7.6, 10.4, 6.6, 1.4, 1.4);
    drawLine(painter, body, colour);
}

void paintWarning(QPainter &painter, const QColor &colour)
{
    QPainterPath triangle = polygon({{8, 2.4}, {14.4, 13.4}, {1.6, 13.4}});
    painter.setPen(stroke(colour, 1.8));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(triangle);
    triangle.addRoundedRect(7.2, 5.6, 1.6, 4.4, 0.8, 0.8);
    triangle.addEllipse(QPointF(8, 11.6), 0.95, 0.95);
    fill(painter, triangle, colour);
}

void paintQuestion(QPainter &painter, const QColor &colour)
{
    QPainterPath circle;
    circle.addEllipse(QPointF(8, 8), 6.2, 6.2);
    drawLine(painter, circle, colour, 1.4);

    QPainterPath hook({6.1, 6.5});
    hook.cubicTo({6.1, 3.9}, {10.0, 3.9}, {10.0, 6.4});
    hook.cubicTo({10.0, 7.9}, {8.0, 7.8}, {8.0, 9.4});
    drawLine(painter, hook, colour, 1.5);

    QPainterPath dot;
    dot.addEllipse(QPointF(8, 11.4), 0.95, 0.95);
    fill(painter, dot, colour);
}

void paintDash(QPainter &painter, const QColor &colour)
{
    drawLine(painter, polygon({{3.5, 8}, {12.5, 8}}, false), colour, 2.2);
}

void paintHourglass(QPainter &painter, const QColor &colour)
{
    drawLine(painter, polygon({{3.6, 2}, {12.4, 2}}, false), colour, 1.6);
    drawLine(painter, polygon({{3.6, 14}, {12.4, 14}}, false), colour, 1.6);
    drawLine(painter,
             polygon({{4.8, 2},
                      {11.2, 2},
                      {11.2, 4.4},
                      {8.6, 8},
                      {11.2, 11.6},
                      {11.2, 14},
                      {4.8, 14},
                      {4.8, 11.6},
                      {7.4, 8},
                      {4.8, 4.4}}),
             colour, 1.3);
    fill(painter, polygon({{5.6, 4.4}, {10.4, 4.4}, {8, 7.6}}), colour);
    fill(painter, polygon({{8, 10.4}, {10.6, 13.4}, {5.4, 13.4}}), colour);
}

void paintPage(QPainter &painter, const QColor &colour)
{
    drawLine(painter, polygon({{3.5, 1.8}, {9.2, 1.8}, {12.5, 5.1}, {12.5, 14.2}, {3.5, 14.2}}), colour, 1.3);
    drawLine(painter, polygon({{9.2, 1.8}, {9.2, 5.1}, {12.5, 5.1}}, false), colour, 1.3);
    drawLine(painter, polygon({{5.9, 8.4}, {10.1, 8.4}}, false), colour, 1.2);
    drawLine(painter, polygon({{5.9, 11}, {10.1, 11}}, false), colour, 1.2);
}

void paintFolder(QPainter &painter, const QColor &colour)
{
    drawLine(painter, polygon({{1.8, 3.2}, {6.2, 3.2}, {7.8, 5.0}, {14.2, 5.0}, {14.2, 13}, {1.8, 13}}), colour, 1.3);
    drawLine(painter, polygon({{1.8, 7.4}, {14.2, 7.4}}, false), colour, 1.2);
}

void paintScreen(QPainter &painter, const QColor &colour)
{
    QPainterPath screen;
    screen.addRoundedRect(1.7, 2.4, 12.6, 8.6, 1.2, 1.2);
    drawLine(painter, screen, colour, 1.3);
    drawLine(painter, polygon({{8, 11}, {8, 13.6}}, false), colour, 1.3);
    drawLine(painter, polygon({{5, 13.8}, {11, 13.8}}, false), colour, 1.3);
}

void paintCircularArrow(QPainter &painter, const QColor &colour)
{
    QPainterPath arc;
    const QRectF circle(2.6, 2.6, 10.8, 10.8);
    arc.arcMoveTo(circle, 40);
    arc.arcTo(circle, 40, 290);
    drawLine(painter, arc, colour, 1.5);
    fill(painter, polygon({{14.4, 1.8}, {14.2, 6.8}, {9.6, 5.0}}), colour);
}

void paintPane(QPainter &painter, const QColor &colour)
{
    QPainterPath frame;
    frame.addRoundedRect(1.8, 2.4, 12.4, 11.2, 1.2, 1.2);
    drawLine(painter, frame, colour, 1.3);
    QPainterPath pane;
    pane.addRect(3.2, 9, 9.6, 3.2);
    fill(painter, pane, colour);
}

void paintSidePane(QPainter &painter, const QColor &colour)
{
    QPainterPath frame;
    frame.addRoundedRect(1.8, 2.4, 12.4, 11.2, 1.2, 1.2);
    drawLine(painter, frame, colour, 1.3);
    QPainterPath pane;
    pane.addRect(3.2, 3.8, 3.6, 8.4);
    fill(painter, pane, colour);
}

void paintMagnifier(QPainter &painter, const QColor &colour)
{
    QPainterPath ring;
    ring.addEllipse(QPointF(7, 7), 4.4, 4.4);
    drawLine(painter, ring, colour, 1.4);
    drawLine(painter, polygon({{10.3, 10.3}, {13.8, 13.8}}, false), colour, 1.8);
}

void paintChip(QPainter &painter, const QColor &colour)
{
    QPainterPath body;
    body.addRoundedRect(4, 4, 8, 8, 1.2, 1.2);
    drawLine(painter, body, colour, 1.3);
    for (const double at : {6.2, 9.8}) {
        drawLine(painter, polygon({{at, 1.6}, {at, 4}}, false), colour, 1.2);
        drawLine(painter, polygon({{at, 12}, {at, 14.4}}, false), colour, 1.2);
        drawLine(painter, polygon({{1.6, at}, {4, at}}, false), colour, 1.2);
        drawLine(painter, polygon({{12, at}, {14.4, at}}, false), colour, 1.2);
    }
}

/// A padlock with a crack through it.
void paintBrokenLock(QPainter &painter, const QColor &colour)
{
    QPainterPath shackle({5.0, 7.2});
    shackle.lineTo(5.0, 5.0);
    shackle.arcTo(5.0, 2.0, 6.0, 6.0, 180, -180);
    shackle.lineTo(11.0, 7.2);
    drawLine(painter, shackle, colour, 1.5);
    drawLine(painter, polygon({{7.2, 7.4}, {2.8, 7.4}, {2.8, 14.2}, {6.0, 14.2}, {7.6, 11.8}, {6.4, 10.2}, {7.8, 7.4}}),
             colour, 1.2);
    drawLine(painter,
             polygon({{9.8, 7.4}, {13.2, 7.4}, {13.2, 14.2}, {8.4, 14.2}, {10.0, 11.8}, {8.8, 10.2}, {9.8, 7.4}}),
             colour, 1.2);
}

void paintStar(QPainter &painter, const QColor &colour)
{
    QPainterPath star;
    for (int corner = 0; corner < 10; ++corner) {
        const double radius = corner % 2 == 0 ? 6.4 : 2.8;
        const double angle = corner * std::numbers::pi / 5;
        const QPointF point(8 + radius * std::sin(angle), 8.4 - radius * std::cos(angle));
        corner == 0 ? star.moveTo(point) : star.lineTo(point);
    }
    star.closeSubpath();
    drawLine(painter, star, colour, 1.3);
}

void paintCross(QPainter &painter, const QColor &colour)
{
    drawLine(painter, polygon({{4.2, 4.2}, {11.8, 11.8}}, false), colour, 1.6);
    drawLine(painter, polygon({{11.8, 4.2}, {4.2, 11.8}}, false), colour, 1.6);
}

/// A padlock under a magnifier, in its own colours.
void paintApplication(QPainter &painter)
{
    QLinearGradient gradient(0, 0, 0, GlyphSide);
    gradient.setColorAt(0, QColor::fromRgba(0xff3b82e0));
    gradient.setColorAt(1, QColor::fromRgba(0xff1b4d9e));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(QRectF(0.5, 0.5, 15, 15), 3.4, 3.4);

    QPainterPath lens;
    lens.addEllipse(QPointF(6.9, 6.9), 4.5, 4.5);
    fill(painter, lens, QColor(255, 255, 255, 45));
    drawLine(painter, lens, Qt::white, 1.2);
    drawLine(painter, polygon({{10.3, 10.3}, {13.1, 13.1}}, false), Qt::white, 1.9);
    painter.translate(3.9, 3.5);
    painter.scale(0.375, 0.375);
    paintClosedPadlock(painter, Qt::white);
}

} // namespace

void paintGlyph(QPainter &painter, Glyph glyph, const QColor &colour)
{
    switch (glyph) {
    case Glyph::Held:
        return paintClosedPadlock(painter, colour);
    case Glyph::Stale:
        return paintWarning(painter, colour);
    case Glyph::Waiting:
        return paintHourglass(painter, colour);
    case Glyph::Unknown:
        return paintQuestion(painter, colour);
    case Glyph::Free:
        return paintOpenPadlock(painter, colour);
    case Glyph::Absent:
        return paintDash(painter, colour);
    case Glyph::OpenFile:
        return paintPage(painter, colour);
    case Glyph::OpenDirectory:
        return paintFolder(painter, colour);
    case Glyph::Host:
        return paintScreen(painter, colour);
    case Glyph::Refresh:
        return paintCircularArrow(painter, colour);
    case Glyph::Details:
        return paintPane(painter, colour);
    case Glyph::Sources:
        return paintSidePane(painter, colour);
    case Glyph::Search:
        return paintMagnifier(painter, colour);
    case Glyph::Process:
        return paintChip(painter, colour);
    case Glyph::Broken:
        return paintBrokenLock(painter, colour);
    case Glyph::Star:
        return paintStar(painter, colour);
    case Glyph::Close:
        return paintCross(painter, colour);
    case Glyph::Application:
        return paintApplication(painter);
    }
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinestyle.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace Lockscope::Ui {

namespace {

/// None resembles the orange of stale locks or the amber of waiting processes.
constexpr std::array Hues = {212, 160, 275, 320, 190, 100, 245, 345};

QColor markColour(LockInterval::End what, const QPalette &palette)
{
    return what == LockInterval::End::Replaced ? accentColour(Accent::Unknown, palette)
                                               : accentColour(Accent::Stale, palette);
}

} // namespace

QColor colourOfHolder(std::int64_t pid, const QPalette &palette)
{
    const auto hue = Hues[static_cast<std::size_t>(pid < 0 ? 0 : pid) % Hues.size()];
    // Dark enough for white text, or light enough for black text.
    return QColor::fromHsv(hue, isDark(palette) ? 120 : 165, isDark(palette) ? 205 : 135);
}

QBrush timelineBrush(LockInterval::What what, std::int64_t pid, const QPalette &palette)
{
    switch (what) {
    case LockInterval::What::Held:
        return colourOfHolder(pid, palette);
    case LockInterval::What::Waited:
        return {accentColour(Accent::Waiting, palette), Qt::BDiagPattern};
    case LockInterval::What::Stale:
        break;
    }
    return {accentColour(Accent::Stale, palette), Qt::Dense5Pattern};
}

void paintTimelineMark(QPainter &painter, const QPointF &centre, LockInterval::End what, const QPalette &palette)
{
    const double x = centre.x();
    const double y = centre.y();
    if (what == LockInterval::End::Broken) {
        painter.setPen(QPen(markColour(what, palette), 2.4));
        painter.drawLine(QPointF(x - 5, y - 5), QPointF(x + 5, y + 5));
        painter.drawLine(QPointF(x + 5, y - 5), QPointF(x - 5, y + 5));
        return;
    }
    const bool isWedge = what == LockInterval::End::Stale;
    QPainterPath sign(QPointF(x, y - 6));
    sign.lineTo(x + 6, isWedge ? y + 5 : y);
    if (!isWedge)
        sign.lineTo(x, y + 6);
    sign.lineTo(x - 6, isWedge ? y + 5 : y);
    sign.closeSubpath();
    painter.setPen(QPen(palette.color(QPalette::Base), 1));
    painter.setBrush(markColour(what, palette));
    painter.drawPath(sign);
}

void paintEarlierMark(QPainter &painter, const QPointF &edge, const QPalette &palette)
{
    QPainterPath sign(edge);
    sign.lineTo(edge.x() + 7, edge.y() - 5);
    sign.lineTo(edge.x() + 7, edge.y() + 5);
    sign.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(isDark(palette) ? Qt::black : Qt::white);
    painter.drawPath(sign);
}

} // namespace Lockscope::Ui

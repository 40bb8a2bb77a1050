// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/timeline/timelinelegend.h"

#include "ui/text/plaintext.h"
#include "ui/timeline/timelinestyle.h"

#include <QPainter>
#include <QStringList>

namespace Lockscope::Ui {

namespace {

constexpr int SignWidth = 16;
constexpr int Gap = 4;
constexpr int EntryGap = 12;

} // namespace

TimelineLegend::TimelineLegend(QWidget *parent)
    : QWidget(parent)
    , m_entries({{Sign::Held, tr("held, a colour per holder")},
                 {Sign::Earlier, tr("held before it was watched")},
                 {Sign::Waiting, tr("a process waits")},
                 {Sign::Stale, tr("stale")},
                 {Sign::BecameStale, tr("the holder exited")},
                 {Sign::Broken, tr("broken")},
                 {Sign::Replaced, tr("replaced by another file")}})
{
    setObjectName(QStringLiteral("timelineLegend"));
    QStringList texts;
    for (const auto &entry : m_entries)
        texts += entry.text;
    setAccessibleName(tr("Legend: %1").arg(texts.join(QLatin1String("; "))));
    setToolTip(plainToolTip(texts.join(u'\n') + QLatin1String("\n\n") + tr("Ctrl+wheel zooms, dragging pans.")));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize TimelineLegend::sizeHint() const
{
    int width = 0;
    for (const auto &entry : m_entries)
        width += widthOf(entry);
    return {width, fontMetrics().height() + Gap};
}

QSize TimelineLegend::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

int TimelineLegend::widthOf(const Entry &entry) const
{
    return SignWidth + Gap + fontMetrics().horizontalAdvance(entry.text) + EntryGap;
}

void TimelineLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    int x = 0;
    for (const auto &entry : m_entries) {
        const int taken = widthOf(entry);
        if (x + taken > width() + EntryGap)
            return; // half a word says nothing
        const QRect place(isMirrored ? width() - x - taken : x, 0, taken, height());
        const QRect sign(isMirrored ? place.right() - SignWidth : place.left(), 0, SignWidth, height());
        paintSign(painter, entry.sign, sign);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(isMirrored ? place.adjusted(0, 0, -SignWidth - Gap, 0)
                                    : place.adjusted(SignWidth + Gap, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.text);
        x += taken;
    }
}

void TimelineLegend::paintSign(QPainter &painter, Sign sign, const QRect &place) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto box = QRectF(place).adjusted(1, place.height() / 4.0, -1, -place.height() / 4.0);
    switch (sign) {
    case Sign::Held:
        painter.fillRect(box, timelineBrush(LockInterval::What::Held, 0, palette()));
        break;
    case Sign::Earlier:
        painter.fillRect(box, timelineBrush(LockInterval::What::Held, 0, palette()));
        paintEarlierMark(painter, {box.left() + 1, box.center().y()}, palette());
        break;
    case Sign::Waiting:
        painter.fillRect(box, timelineBrush(LockInterval::What::Waited, 0, palette()));
        break;
    case Sign::Stale:
        painter.fillRect(box, timelineBrush(LockInterval::What::Stale, 0, palette()));
        break;
    case Sign::BecameStale:
        paintTimelineMark(painter, box.center(), LockInterval::End::Stale, palette());
        break;
    case Sign::Broken:
        paintTimelineMark(painter, box.center(), LockInterval::End::Broken, palette());
        break;
    case Sign::Replaced:
        paintTimelineMark(painter, box.center(), LockInterval::End::Replaced, palette());
        break;
    }
    painter.restore();
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockhistory.h>

#include <QBrush>
#include <QColor>
#include <QPalette>
#include <QPointF>

#include <cstdint>

class QPainter;

namespace Lockscope::Ui {

/// The colour that distinguishes a holder; the tooltip of its bar names it.
QColor colourOfHolder(std::int64_t pid, const QPalette &palette);

QBrush timelineBrush(LockInterval::What what, std::int64_t pid, const QPalette &palette);

/// The symbol of how an interval ended: a cross for a broken lock, a wedge for a stale one, a diamond for a replaced
/// file.
void paintTimelineMark(QPainter &painter, const QPointF &centre, LockInterval::End what, const QPalette &palette);

/// At the left edge of a bar: it began before it was watched.
void paintEarlierMark(QPainter &painter, const QPointF &edge, const QPalette &palette);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/chip.h"

#include "ui/widgets/glyph.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace Lockscope::Ui {

namespace {

constexpr int Padding = 9;
constexpr int Gap = 5;
constexpr int IconSide = 14;

Accent accentOf(LockCategory category)
{
    switch (category) {
    case LockCategory::Held:
        return Accent::Held;
    case LockCategory::Stale:
        return Accent::Stale;
    case LockCategory::Waiting:
        return Accent::Waiting;
    case LockCategory::Unknown:
        return Accent::Unknown;
    case LockCategory::Free:
        return Accent::Free;
    case LockCategory::Absent:
        return Accent::Absent;
    }
    return Accent::Absent;
}

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

Chip::Chip(QAction &action, std::optional<LockCategory> category, QWidget *parent)
    : QCheckBox(parent)
    , m_label(category ? categoryText(*category) : tr("All", "locks"))
    , m_category(category)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setChecked(action.isChecked());
    setToolTip(category ? categoryExplanation(*category) : tr("All locks that the text and the source accept"));
    setCount(0);
    connect(&action, &QAction::toggled, this, &Chip::setChecked);
    // Not toggled(): the action decides. All stays checked if it is clicked while it is checked.
    connect(this, &Chip::clicked, &action, [this, &action] {
        action.trigger();
        setChecked(action.isChecked());
    });
}

void Chip::setCount(std::size_t count)
{
    m_count = count;
    setAccessibleName(tr("Show %1: %2", "category, number of locks").arg(m_label, countText()));
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    const auto metrics = fontMetrics();
    const int icon = m_category ? IconSide + Gap : 0;
    const int text = metrics.horizontalAdvance(m_label) + Gap + metrics.horizontalAdvance(countText());
    return {2 * Padding + icon + text, metrics.height() + 10};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto colours = palette();
    const auto frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = frame.height() / 2;

    const auto border = isChecked() ? accent() : withAlpha(colours.color(QPalette::WindowText), 60);
    painter.setPen(QPen(border, hasFocus() ? 2 : 1));
    painter.setBrush(isChecked() ? withAlpha(accent(), 40)
                                 : withAlpha(colours.color(QPalette::WindowText), underMouse() ? 18 : 0));
    painter.drawRoundedRect(frame, radius, radius);

    const auto placed = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    int x = Padding;
    if (m_category) {
        glyphIcon(glyphOf(*m_category)).paint(&painter, placed({x, (height() - IconSide) / 2, IconSide, IconSide}));
        x += IconSide + Gap;
    }
    const bool faded = m_count == 0 && !isChecked();
    painter.setPen(faded ? mutedTextColour(colours) : colours.color(QPalette::WindowText));
    painter.drawText(placed({x, 0, width() - x, height()}), Qt::AlignLeft | Qt::AlignVCenter, m_label);
    painter.setPen(mutedTextColour(colours));
    painter.drawText(placed({0, 0, width() - Padding, height()}), Qt::AlignRight | Qt::AlignVCenter, countText());
}

QString Chip::countText() const
{
    return QLocale().toString(static_cast<qulonglong>(m_count));
}

QColor Chip::accent() const
{
    return m_category ? accentColour(accentOf(*m_category), palette()) : palette().color(QPalette::Highlight);
}

} // namespace Lockscope::Ui

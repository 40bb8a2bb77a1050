// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/verdict.h>

#include <QColor>
#include <QPalette>
#include <QString>

#include <optional>

class QApplication;

namespace Lockscope::Ui {

enum class Theme
{
    System, ///< the style and palette of the desktop
    Light,
    Dark,
};

void applyTheme(QApplication &application, Theme theme);

/// `system`, `light`, `dark`, as on the command line; nothing for any other word.
std::optional<Theme> themeOf(const QString &word);
QString wordOf(Theme theme);

bool isDark(const QPalette &palette);

/// The colour for a meaning, readable on the palette's window and base colours. Never use it as the only indication.
enum class Accent
{
    Held,
    Stale,
    Waiting,
    Unknown,
    Free,
    Absent,
};
QColor accentColour(Accent accent, const QPalette &palette);

/// The text colour, faded towards the background, for secondary text.
QColor mutedTextColour(const QPalette &palette);

} // namespace Lockscope::Ui

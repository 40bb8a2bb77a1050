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

/// `system`, `light`, `dark`, as on the command line; nothing where it is none of them.
std::optional<Theme> themeOf(const QString &word);
QString wordOf(Theme theme);

bool isDark(const QPalette &palette);

/// The colour that goes with a meaning, readable on the palette's window and base colours. Never the only sign of it.
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

/// The text colour, faded towards the background: for what comes second.
QColor mutedTextColour(const QPalette &palette);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QMenu>

namespace Lockscope::Ui {

class Preferences;

/// The menu of themes. What is chosen is applied at once, and kept.
class ThemeChoice : public QMenu
{
    Q_OBJECT

public:
    explicit ThemeChoice(Preferences &preferences, QWidget *parent = nullptr);

private:
    void choose(Theme theme);

    Preferences &m_preferences;
};

/// The theme that was chosen last.
Theme keptTheme(const Preferences &preferences);

} // namespace Lockscope::Ui

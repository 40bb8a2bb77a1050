// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/settings/themechoice.h"

#include "ui/settings/preferences.h"

#include <QActionGroup>
#include <QApplication>

#include <array>

namespace Lockscope::Ui {

namespace {

constexpr auto ThemeKey = "look/theme";

} // namespace

ThemeChoice::ThemeChoice(Preferences &preferences, QWidget *parent)
    : QMenu(parent)
    , m_preferences(preferences)
{
    auto *group = new QActionGroup(this);
    const std::array texts = {tr("As the &desktop"), tr("&Light"), tr("D&ark")};
    const std::array themes = {Theme::System, Theme::Light, Theme::Dark};
    for (std::size_t i = 0; i < themes.size(); ++i) {
        auto *action = addAction(texts[i]);
        action->setCheckable(true);
        action->setChecked(themes[i] == keptTheme(preferences));
        action->setActionGroup(group);
        connect(action, &QAction::triggered, this, [this, theme = themes[i]] { choose(theme); });
    }
}

void ThemeChoice::choose(Theme theme)
{
    m_preferences.setValue(QLatin1String(ThemeKey), wordOf(theme));
    applyTheme(*qApp, theme);
}

Theme keptTheme(const Preferences &preferences)
{
    return themeOf(preferences.value(QLatin1String(ThemeKey)).toString()).value_or(Theme::System);
}

} // namespace Lockscope::Ui

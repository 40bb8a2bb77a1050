// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/settings/settings.h"

#include "ui/settings/preferences.h"

namespace Lockscope::Ui {

namespace {

constexpr auto ThemeKey = "look/theme";
constexpr auto AsBeforeKey = "settings/watchAsBefore";
constexpr auto KernelTableKey = "settings/readKernelTable";
constexpr auto HistoryKey = "settings/keepHistory";
constexpr auto HistoryDaysKey = "settings/historyDays";
constexpr auto HistoryEntriesKey = "settings/historyEntries";
constexpr auto EveryStaleKey = "settings/reportEveryStale";

int within(const QVariant &value, int least, int most, int otherwise)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber && number >= least && number <= most ? number : otherwise;
}

} // namespace

Settings Settings::of(const Preferences &preferences)
{
    Settings settings;
    const auto value = [&](const char *key, auto otherwise) {
        return preferences.value(QLatin1String(key), otherwise);
    };
    settings.theme = themeOf(value(ThemeKey, QString()).toString()).value_or(settings.theme);
    settings.watchesAsBefore = value(AsBeforeKey, settings.watchesAsBefore).toBool();
    settings.readsKernelTable = value(KernelTableKey, settings.readsKernelTable).toBool();
    settings.keepsHistory = value(HistoryKey, settings.keepsHistory).toBool();
    settings.historyDays = within(value(HistoryDaysKey, settings.historyDays), 1, MostDays, settings.historyDays);
    settings.historyEntries =
        within(value(HistoryEntriesKey, settings.historyEntries), FewestEntries, MostEntries, settings.historyEntries);
    settings.reportsEveryStale = value(EveryStaleKey, settings.reportsEveryStale).toBool();
    return settings;
}

void Settings::keepIn(Preferences &preferences) const
{
    preferences.setValue(QLatin1String(ThemeKey), wordOf(theme));
    preferences.setValue(QLatin1String(AsBeforeKey), watchesAsBefore);
    preferences.setValue(QLatin1String(KernelTableKey), readsKernelTable);
    preferences.setValue(QLatin1String(HistoryKey), keepsHistory);
    preferences.setValue(QLatin1String(HistoryDaysKey), historyDays);
    preferences.setValue(QLatin1String(HistoryEntriesKey), historyEntries);
    preferences.setValue(QLatin1String(EveryStaleKey), reportsEveryStale);
}

} // namespace Lockscope::Ui

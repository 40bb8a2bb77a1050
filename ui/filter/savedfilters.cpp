// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/savedfilters.h"

#include "ui/settings/preferences.h"
#include "ui/text/plaintext.h"

namespace Lockscope::Ui {

namespace {

constexpr qsizetype MostKept = 30;

QString keptKey()
{
    return QStringLiteral("filters/kept");
}

} // namespace

SavedFilters::SavedFilters(Preferences &preferences, QWidget *parent)
    : QMenu(parent)
    , m_preferences(preferences)
{
    setObjectName(QStringLiteral("savedFilters"));
    connect(this, &QMenu::aboutToShow, this, &SavedFilters::fill);
}

void SavedFilters::setCurrent(const QString &text)
{
    m_current = text.simplified();
}

void SavedFilters::fill()
{
    clear();
    const auto offer = [this](const QString &filter, const QString &explanation) {
        auto *action = addAction(explanation.isEmpty() ? menuText(filter) : explanation);
        action->setCheckable(true);
        action->setChecked(filter == m_current);
        connect(action, &QAction::triggered, this, [this, filter] { Q_EMIT chosen(filter); });
    };
    const auto filters = kept();
    const bool isKept = filters.contains(m_current);
    auto *keep = addAction(isKept ? tr("&Delete this filter") : tr("&Save this filter"));
    keep->setObjectName(QStringLiteral("keepFilter"));
    keep->setEnabled(!m_current.isEmpty());
    connect(keep, &QAction::triggered, this, &SavedFilters::keepOrForget);
    if (!filters.isEmpty())
        addSection(tr("Saved"));
    for (const auto &filter : filters)
        offer(filter, {});
    addSection(tr("Presets"));
    offer(QStringLiteral("verdict:stale"), tr("Stale"));
    offer(QStringLiteral("verdict:waiting"), tr("With waiting processes"));
    offer(QStringLiteral("held>1h"), tr("Held for more than an hour"));
    offer(QStringLiteral("verdict:held certainty:probable"), tr("Probably held"));
    offer(QStringLiteral("verdict:unknown"), tr("Undetermined"));
}

void SavedFilters::keepOrForget()
{
    auto filters = kept();
    if (!filters.removeOne(m_current)) {
        filters.prepend(m_current);
        filters = filters.mid(0, MostKept);
    }
    m_preferences.setValue(keptKey(), filters);
}

QStringList SavedFilters::kept() const
{
    return m_preferences.value(keptKey()).toStringList();
}

} // namespace Lockscope::Ui

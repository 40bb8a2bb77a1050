// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/groupspanel.h"

#include "ui/widgets/tablestyle.h"

#include <QAction>
#include <QActionGroup>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

enum Column
{
    NameColumn,
    CountColumn,
};

/// More are not read; the filter narrows them.
constexpr std::size_t MaxGroups = 1000;

} // namespace

GroupsPanel::GroupsPanel(QWidget *parent)
    : QWidget(parent)
    , m_list(new QTreeWidget)
    , m_choices(new QActionGroup(this))
    , m_menu(new QMenu(tr("&Group by"), this))
{
    setObjectName(QStringLiteral("groupsPanel"));
    m_list->setObjectName(QStringLiteral("groups"));
    m_list->setAccessibleName(tr("Groups of locks"));
    m_list->setColumnCount(CountColumn + 1);
    applyTableLook(*m_list, *m_list->header());
    m_list->setRootIsDecorated(false);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(CountColumn, QHeaderView::ResizeToContents);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem *item) { choose(m_list->indexOfTopLevelItem(item)); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);

    const auto add = [this](const char *name, const QString &text, Grouping grouping) {
        auto *action = new QAction(text, m_choices);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(grouping == m_grouping);
        connect(action, &QAction::triggered, this, [this, grouping] { setGrouping(grouping); });
    };
    add("groupByNothing", tr("&Nothing"), Grouping::None);
    add("groupByProcess", tr("&Process"), Grouping::Process);
    add("groupByFolder", tr("&Folder"), Grouping::Folder);
    add("groupByState", tr("&State"), Grouping::State);
    m_menu->addActions(m_choices->actions());
    hide();
}

void GroupsPanel::clearGroup()
{
    if (m_list->topLevelItemCount() > 0)
        m_list->setCurrentItem(m_list->topLevelItem(0));
}

void GroupsPanel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    m_choices->actions().at(static_cast<int>(grouping))->setChecked(true);
    m_list->setHeaderLabels({titleOf(grouping), tr("Locks")});
    setVisible(grouping != Grouping::None);
    m_chosen = {};
    Q_EMIT groupChosen(m_chosen);
    Q_EMIT groupingChanged(grouping);
}

QString GroupsPanel::titleOf(Grouping grouping)
{
    switch (grouping) {
    case Grouping::None:
        break;
    case Grouping::Process:
        return tr("Process");
    case Grouping::Folder:
        return tr("Folder");
    case Grouping::State:
        return tr("State");
    }
    return {};
}

void GroupsPanel::setGroups(const std::vector<CountedGroup> &groups, std::size_t total)
{
    std::vector<CountedGroup> shown{{{}, tr("All"), Glyph::Application, total}};
    std::copy_n(groups.begin(), std::min(groups.size(), MaxGroups), std::back_inserter(shown));
    if (const auto chosen = std::ranges::find(shown, m_chosen, &CountedGroup::group); chosen == shown.end()) {
        auto before = *std::ranges::find(m_groups, m_chosen, &CountedGroup::group);
        before.count = 0;
        shown.push_back(std::move(before));
    }
    if (shown == m_groups)
        return;
    m_isFilling = true;
    m_groups = std::move(shown);
    m_list->clear();
    for (const auto &[group, name, glyph, count] : m_groups) {
        auto *item = new QTreeWidgetItem(m_list, {name, QLocale().toString(static_cast<qulonglong>(count))});
        item->setIcon(NameColumn, glyphIcon(glyph));
        item->setToolTip(NameColumn, name);
        item->setTextAlignment(CountColumn, Qt::AlignRight | Qt::AlignVCenter);
        if (group == m_chosen)
            m_list->setCurrentItem(item);
    }
    m_isFilling = false;
}

void GroupsPanel::choose(int row)
{
    if (m_isFilling || row < 0 || m_groups[static_cast<std::size_t>(row)].group == m_chosen)
        return;
    m_chosen = m_groups[static_cast<std::size_t>(row)].group;
    Q_EMIT groupChosen(m_chosen);
}

} // namespace Lockscope::Ui

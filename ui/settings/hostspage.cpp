// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/settings/hostspage.h"

#include "ui/remote/hostproblem.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/messagebar.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringList>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace Lockscope::Ui {

namespace {

QString testProblem(const ListedHost &host)
{
    const auto greeting = RemoteHosts::greet(host.destination);
    if (!greeting)
        return detailText(greeting.error());
    if (greeting->machineId != host.machineId)
        return problemText({.problem = HostCommand::Problem::OtherMachine, .detail = greeting->machineId});
    if (!greeting->seesAllProcesses)
        return HostsPage::tr("it does not show all its processes to this login");
    return {};
}

} // namespace

HostsPage::HostsPage(QWidget *parent)
    : QWidget(parent)
    , m_table(new FactsTable({tr("Name"), tr("Destination"), tr("Machine ID"), tr("Test")}))
    , m_name(new QLineEdit)
    , m_destination(new QLineEdit)
    , m_add(new QPushButton(tr("&Add")))
    , m_test(new QPushButton(tr("&Test")))
    , m_remove(new QPushButton(tr("&Remove")))
    , m_answer(new QLabel)
{
    auto *hint = new QLabel(tr("Only these hosts are connected to, by ssh with your key. A name must be the one that "
                               "locks record. Changes are saved at once."));
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    m_table->setObjectName(QStringLiteral("hostsTable"));
    m_table->setAccessibleName(tr("Hosts"));
    m_table->setFrameShape(QFrame::StyledPanel);
    m_name->setObjectName(QStringLiteral("hostName"));
    m_name->setPlaceholderText(QStringLiteral("alpha"));
    m_destination->setObjectName(QStringLiteral("hostDestination"));
    m_destination->setPlaceholderText(tr("for ssh, if it differs from the name: admin@alpha.example.org"));
    m_add->setObjectName(QStringLiteral("hostAdd"));
    m_test->setObjectName(QStringLiteral("hostTest"));
    m_remove->setObjectName(QStringLiteral("hostRemove"));
    m_answer->setObjectName(QStringLiteral("hostAnswer"));
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setWordWrap(true);
    for (auto *button : {m_add, m_test, m_remove})
        button->setAutoDefault(false);

    auto *fields = new QFormLayout;
    fields->addRow(tr("&Name:"), m_name);
    fields->addRow(tr("&Destination:"), m_destination);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addStretch(1);
    buttons->addWidget(m_test);
    buttons->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(hint);
    layout->addWidget(m_table, 1);
    layout->addLayout(fields);
    layout->addWidget(m_answer);
    layout->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, &HostsPage::add);
    connect(m_test, &QPushButton::clicked, this, &HostsPage::test);
    connect(m_remove, &QPushButton::clicked, this, &HostsPage::remove);
    connect(m_name, &QLineEdit::textChanged, this, &HostsPage::showButtons);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &HostsPage::showButtons);
    read();
}

void HostsPage::read()
{
    m_pool.ask(
        *this, [] { return HostList::read(); },
        [this](const Result<HostList> &list) {
            if (!list)
                m_answer->setText(failureText(list.error()));
            show(list ? list->hosts() : std::vector<ListedHost>());
        });
}

void HostsPage::show(const std::vector<ListedHost> &hosts)
{
    m_hosts = hosts;
    m_states.resize(hosts.size());
    std::vector<FactsTable::Row> rows;
    for (std::size_t i = 0; i < hosts.size(); ++i)
        rows.push_back({.texts = {displayText(hosts[i].name), displayText(hosts[i].destination),
                                  displayText(hosts[i].machineId), m_states[i]},
                        .icon = {}});
    m_table->setRows(rows);
    showButtons();
}

void HostsPage::add()
{
    const auto name = m_name->text().trimmed().toStdString();
    auto destination = m_destination->text().trimmed().toStdString();
    if (destination.empty())
        destination = name;
    if (!HostList::isValid(name, destination)) {
        m_answer->setText(tr("The name or the destination is not valid."));
        return;
    }
    m_isBusy = true;
    m_answer->setText(tr("Connecting to %1…").arg(displayText(destination)));
    showButtons();
    m_pool.ask(
        *this,
        [name, destination]() -> Change {
            // The machine that answers now is the one that is believed later.
            const auto greeting = RemoteHosts::greet(destination);
            if (!greeting)
                return {.problem = detailText(greeting.error()), .done = {}};
            auto list = HostList::read();
            auto result = list ? list->add({name, destination, greeting->machineId}) : Result<void>(list.error());
            if (result)
                result = list->save();
            if (!result)
                return {.problem = failureText(result.error()), .done = {}};
            auto done = tr("%1 is machine %2 (%3).")
                            .arg(displayText(name), displayText(greeting->machineId), displayText(greeting->hostname));
            if (!greeting->seesAllProcesses)
                done += u' ' + tr("It does not show all its processes to this login, so that it can only prove that "
                                  "locks are held.");
            return {.problem = {}, .done = done};
        },
        [this](const Change &change) { finish(change); });
}

void HostsPage::test()
{
    m_isBusy = true;
    m_answer->setText(tr("Connecting…"));
    showButtons();
    m_pool.ask(
        *this,
        [hosts = m_hosts] {
            std::vector<QString> states;
            for (const auto &host : hosts) {
                const auto problem = testProblem(host);
                states.push_back(problem.isEmpty() ? tr("answers") : problem);
            }
            return states;
        },
        [this](const std::vector<QString> &states) {
            m_isBusy = false;
            m_states = states;
            const auto answering = std::ranges::count(states, tr("answers"));
            QStringList lines{tr("%1 of %2 hosts answer.").arg(answering).arg(states.size())};
            // In full: the table may cut them off.
            for (std::size_t i = 0; i < states.size(); ++i) {
                if (states[i] != tr("answers"))
                    lines += displayText(m_hosts[i].name) + QLatin1String(": ") + states[i];
            }
            m_answer->setText(lines.join(u'\n'));
            show(m_hosts);
        });
}

void HostsPage::remove()
{
    m_isBusy = true;
    showButtons();
    m_pool.ask(
        *this,
        [name = selected()]() -> Change {
            auto list = HostList::read();
            if (list)
                list->remove(name);
            const auto saved = list ? list->save() : Result<void>(list.error());
            return saved ? Change{.problem = {}, .done = tr("%1 was removed.").arg(displayText(name))}
                         : Change{.problem = failureText(saved.error()), .done = {}};
        },
        [this](const Change &change) { finish(change); });
}

void HostsPage::finish(const Change &change)
{
    m_isBusy = false;
    m_answer->setText(change.problem.isEmpty() ? change.done : change.problem);
    if (change.problem.isEmpty()) {
        m_name->clear();
        m_destination->clear();
        m_states.clear();
        Q_EMIT changed();
    }
    read();
}

void HostsPage::showButtons()
{
    m_add->setEnabled(!m_isBusy && !m_name->text().trimmed().isEmpty());
    m_test->setEnabled(!m_isBusy && !m_hosts.empty());
    m_remove->setEnabled(!m_isBusy && !selected().empty());
}

std::string HostsPage::selected() const
{
    const auto items = m_table->selectedItems();
    const int row = items.isEmpty() ? -1 : m_table->indexOfTopLevelItem(items.front());
    return row < 0 || static_cast<std::size_t>(row) >= m_hosts.size() ? std::string()
                                                                      : m_hosts[static_cast<std::size_t>(row)].name;
}

} // namespace Lockscope::Ui

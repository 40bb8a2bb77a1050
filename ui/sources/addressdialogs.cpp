// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/addressdialogs.h"

#include <lockscope/displaytext.h>

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AddressDialogs)
};

constexpr int FieldCharacters = 36;

/// A dialog with fields, and a problem below them that keeps it open.
class AddressDialog : public QDialog
{
public:
    AddressDialog(QWidget &parent, const QString &title, const QString &explanation)
        : QDialog(&parent)
        , form(new QFormLayout)
        , buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
        , m_problem(new QLabel)
    {
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(title);
        auto *hint = new QLabel(explanation);
        hint->setTextFormat(Qt::PlainText);
        hint->setWordWrap(true);
        m_problem->setObjectName(QStringLiteral("addressProblem"));
        m_problem->setTextFormat(Qt::PlainText);
        m_problem->setWordWrap(true);
        m_problem->hide();
        buttons->button(QDialogButtonBox::Ok)->setText(Words::tr("&Watch"));
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(hint);
        layout->addLayout(form);
        layout->addWidget(m_problem);
        layout->addStretch(1);
        layout->addWidget(buttons);
        connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    }

    QLineEdit *addField(const QString &name, const QString &objectName, const QString &text)
    {
        auto *field = new QLineEdit(text);
        field->setObjectName(objectName);
        field->setMinimumWidth(fontMetrics().averageCharWidth() * FieldCharacters);
        form->addRow(name, field);
        return field;
    }

    /// The address that the fields form is checked like one that is typed.
    void finishWith(const QString &address, const std::function<void(Paths)> &use)
    {
        auto found = pathsOfText(address);
        if (found.paths.empty()) {
            m_problem->setText(found.problem);
            m_problem->show();
            return;
        }
        accept();
        use(std::move(found.paths));
    }

    QFormLayout *form;
    QDialogButtonBox *buttons;

private:
    QLabel *m_problem;
};

} // namespace

void askForHost(QWidget &parent, const std::vector<ListedHost> &hosts, std::function<void(Paths)> use,
                std::function<void()> addHost)
{
    auto *dialog = new AddressDialog(
        parent, Words::tr("Add a place on another host"),
        hosts.empty() ? Words::tr("The list of hosts is empty. Only hosts in this list are connected to.")
                      : Words::tr("lockscopectl watches the place there, and reports its locks over ssh."));
    dialog->setObjectName(QStringLiteral("addHostDialog"));
    auto *host = new QComboBox;
    host->setObjectName(QStringLiteral("addHostName"));
    for (const auto &listed : hosts)
        host->addItem(displayText(listed.name), QString::fromStdString(listed.name));
    dialog->form->addRow(Words::tr("&Host:"), host);
    auto *path = dialog->addField(Words::tr("&File or folder there:"), QStringLiteral("addHostPath"), {});
    path->setPlaceholderText(QStringLiteral("/srv/app"));
    path->setFocus();
    auto *list = dialog->buttons->addButton(Words::tr("&List of hosts…"), QDialogButtonBox::ActionRole);
    list->setObjectName(QStringLiteral("addHostList"));
    dialog->buttons->button(QDialogButtonBox::Ok)->setEnabled(!hosts.empty());
    host->setEnabled(!hosts.empty());
    path->setEnabled(!hosts.empty());
    QObject::connect(list, &QPushButton::clicked, dialog, [dialog, addHost = std::move(addHost)] {
        dialog->reject();
        addHost();
    });
    QObject::connect(dialog->buttons, &QDialogButtonBox::accepted, dialog, [dialog, host, path, use = std::move(use)] {
        dialog->finishWith(QStringLiteral("ssh://%1%2").arg(host->currentData().toString(), path->text().trimmed()),
                           use);
    });
    dialog->open();
}

void askForEtcd(QWidget &parent, std::function<void(Paths)> use)
{
    auto *dialog =
        new AddressDialog(parent, Words::tr("Add locks in etcd"),
                          Words::tr("All locks at or below the name are watched: app has the locks app and app/db. "
                                    "Without a server, those in the settings file of lockscopectl are used."));
    dialog->setObjectName(QStringLiteral("addEtcdDialog"));
    auto *server =
        dialog->addField(Words::tr("&Server:"), QStringLiteral("addEtcdServer"), QStringLiteral("127.0.0.1:2379"));
    auto *name = dialog->addField(Words::tr("&Name:"), QStringLiteral("addEtcdName"), {});
    name->setPlaceholderText(Words::tr("all locks"));
    name->setFocus();
    QObject::connect(dialog->buttons, &QDialogButtonBox::accepted, dialog,
                     [dialog, server, name, use = std::move(use)] {
                         dialog->finishWith(
                             QStringLiteral("etcd://%1/%2").arg(server->text().trimmed(), name->text().trimmed()), use);
                     });
    dialog->open();
}

} // namespace Lockscope::Ui

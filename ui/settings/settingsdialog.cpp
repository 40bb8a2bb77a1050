// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/settings/settingsdialog.h"

#include "ui/settings/hostspage.h"
#include "ui/settings/preferences.h"

#include <lockscope/displaytext.h>
#include <lockscope/processfacts.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

QLabel *newHint(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QString namesFile()
{
    return QFile::decodeName(HostIdentity::namesFile().c_str());
}

/// The error; empty if the file was written.
QString writeNames(const QString &text)
{
    const auto path = namesFile();
    if (path.isEmpty())
        return SettingsDialog::tr("The host names were not saved: this user has no home folder.");
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    const auto bytes = text.toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return SettingsDialog::tr("Cannot write %1: %2.").arg(displayText(path.toStdString()), file.errorString());
}

} // namespace

SettingsDialog::SettingsDialog(Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_theme(new QComboBox)
    , m_asBefore(new QCheckBox(tr("Restore &watched places at startup")))
    , m_kernelTable(new QCheckBox(tr("Poll &kernel locks")))
    , m_everyStale(new QCheckBox(tr("&Desktop notification for every stale lock")))
    , m_history(new QCheckBox(tr("&Record lock history")))
    , m_days(new QSpinBox)
    , m_entries(new QSpinBox)
    , m_names(new QPlainTextEdit)
    , m_namesProblem(new QLabel)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    auto *pages = new QTabWidget;
    pages->addTab(newGeneralPage(), tr("&General"));
    pages->addTab(newHistoryPage(), tr("&History"));
    pages->addTab(newHostPage(), tr("This h&ost"));
    auto *hosts = new HostsPage;
    pages->addTab(hosts, tr("Other ho&sts"));
    pages->setObjectName(QStringLiteral("settingsPages"));
    connect(hosts, &HostsPage::changed, this, &SettingsDialog::hostsChanged);
    auto *buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
    buttons->setObjectName(QStringLiteral("settingsButtons"));
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] { show({}); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(pages, 1);
    layout->addWidget(m_namesProblem);
    layout->addWidget(buttons);
    m_namesProblem->setObjectName(QStringLiteral("settingsProblem"));
    m_namesProblem->setTextFormat(Qt::PlainText);
    m_namesProblem->setWordWrap(true);
    m_namesProblem->hide();
    resize(560, 400);
    show(Settings::of(preferences));
    readNames();
}

void SettingsDialog::showHosts()
{
    auto *pages = findChild<QTabWidget *>(QStringLiteral("settingsPages"));
    pages->setCurrentIndex(pages->count() - 1);
}

QWidget *SettingsDialog::newGeneralPage()
{
    m_theme->setObjectName(QStringLiteral("theme"));
    m_asBefore->setObjectName(QStringLiteral("watchAsBefore"));
    m_kernelTable->setObjectName(QStringLiteral("readKernelTable"));
    m_everyStale->setObjectName(QStringLiteral("reportEveryStale"));
    m_theme->addItem(tr("Follow system"), static_cast<int>(Theme::System));
    m_theme->addItem(tr("Light"), static_cast<int>(Theme::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(Theme::Dark));
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->addRow(tr("&Colours:"), m_theme);
    form->addRow(m_asBefore);
    form->addRow(newHint(
        tr("If off, the window starts with the kernel locks of this host and the folders of well-known programs.")));
    form->addRow(m_kernelTable);
    form->addRow(newHint(tr("The kernel does not report when a lock is acquired. If off, a change is noticed only when "
                            "the file is opened, written or closed.")));
    form->addRow(m_everyStale);
    return page;
}

QWidget *SettingsDialog::newHistoryPage()
{
    m_history->setObjectName(QStringLiteral("keepHistory"));
    m_days->setObjectName(QStringLiteral("historyDays"));
    m_entries->setObjectName(QStringLiteral("historyEntries"));
    m_days->setRange(1, Settings::MostDays);
    m_entries->setRange(Settings::FewestEntries, Settings::MostEntries);
    m_entries->setSingleStep(Settings::FewestEntries);
    m_entries->setGroupSeparatorShown(true);
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->addRow(m_history);
    form->addRow(tr("Maximum age in &days:"), m_days);
    form->addRow(tr("Maximum number of &entries:"), m_entries);
    form->addRow(newHint(tr("The history records which processes held locks or waited for them, and which locks became "
                            "stale. The oldest entries are removed first.")));
    connect(m_history, &QCheckBox::toggled, m_days, &QWidget::setEnabled);
    connect(m_history, &QCheckBox::toggled, m_entries, &QWidget::setEnabled);
    return page;
}

QWidget *SettingsDialog::newHostPage()
{
    m_names->setObjectName(QStringLiteral("hostNames"));
    m_names->setAccessibleName(tr("Other names of this host"));
    m_names->setPlaceholderText(tr("One name per line"));
    m_names->setEnabled(false);
    m_names->setTabChangesFocus(true);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(
        newHint(tr("The processes of this host prove nothing about a lock that was created on another host. Enter the "
                   "former names of this host, and names under which other systems know it. Never enter the name of a "
                   "different host: its locks would be reported as stale.")));
    layout->addWidget(m_names, 1);
    return page;
}

void SettingsDialog::show(const Settings &settings)
{
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(settings.theme)));
    m_asBefore->setChecked(settings.watchesAsBefore);
    m_kernelTable->setChecked(settings.readsKernelTable);
    m_everyStale->setChecked(settings.reportsEveryStale);
    m_history->setChecked(settings.keepsHistory);
    m_days->setValue(settings.historyDays);
    m_entries->setValue(settings.historyEntries);
    m_days->setEnabled(settings.keepsHistory);
    m_entries->setEnabled(settings.keepsHistory);
}

Settings SettingsDialog::shown() const
{
    return {.theme = static_cast<Theme>(m_theme->currentData().toInt()),
            .watchesAsBefore = m_asBefore->isChecked(),
            .readsKernelTable = m_kernelTable->isChecked(),
            .keepsHistory = m_history->isChecked(),
            .historyDays = m_days->value(),
            .historyEntries = m_entries->value(),
            .reportsEveryStale = m_everyStale->isChecked()};
}

void SettingsDialog::accept()
{
    const auto settings = shown();
    settings.keepIn(m_preferences);
    const auto finish = [this, settings] {
        Q_EMIT chosen(settings);
        QDialog::accept();
    };
    const auto names = m_names->toPlainText();
    if (!m_names->isEnabled() || names == m_namesBefore) {
        finish();
        return;
    }
    m_pool.ask(
        *this, [names] { return writeNames(names); },
        [this, finish](const QString &problem) {
            m_namesProblem->setText(problem);
            m_namesProblem->setVisible(!problem.isEmpty());
            if (problem.isEmpty())
                finish();
        });
}

void SettingsDialog::readNames()
{
    m_pool.ask(
        *this,
        [] {
            QFile file(namesFile());
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        },
        [this](const QString &names) {
            m_namesBefore = names;
            m_names->setPlainText(names);
            m_names->setEnabled(true);
        });
}

} // namespace Lockscope::Ui

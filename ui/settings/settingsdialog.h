// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/settings/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QSpinBox;

namespace Lockscope::Ui {

class Preferences;

/// The settings, and the other names of this host. Nothing changes before the dialog is accepted.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(Preferences &preferences, QWidget *parent = nullptr);

    /// Opens the page with the list of other hosts.
    void showHosts();
    void accept() override;

Q_SIGNALS:
    /// The dialog was accepted, and the settings are stored.
    void chosen(const Lockscope::Ui::Settings &settings);
    /// The list of other hosts was changed.
    void hostsChanged();

private:
    QWidget *newGeneralPage();
    QWidget *newHistoryPage();
    QWidget *newHostPage();
    void show(const Settings &settings);
    Settings shown() const;
    void readNames();

    Preferences &m_preferences;
    BackgroundPool m_pool{1};
    QString m_namesBefore;
    QComboBox *m_theme;
    QCheckBox *m_asBefore;
    QCheckBox *m_kernelTable;
    QCheckBox *m_everyStale;
    QCheckBox *m_history;
    QSpinBox *m_days;
    QSpinBox *m_entries;
    QPlainTextEdit *m_names;
    QLabel *m_namesProblem;
};

} // namespace Lockscope::Ui

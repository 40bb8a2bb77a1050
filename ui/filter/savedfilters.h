// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>
#include <QString>

namespace Lockscope::Ui {

class Preferences;

/// The menu of filters: those that the user saved, and some presets. A saved filter is named by its text.
class SavedFilters : public QMenu
{
    Q_OBJECT

public:
    explicit SavedFilters(Preferences &preferences, QWidget *parent = nullptr);

    /// The filter to save.
    void setCurrent(const QString &text);

Q_SIGNALS:
    void chosen(const QString &text);

private:
    void fill();
    void keepOrForget();
    QStringList kept() const;

    Preferences &m_preferences;
    QString m_current;
};

} // namespace Lockscope::Ui

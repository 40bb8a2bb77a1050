// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>
#include <QString>

namespace Lockscope::Ui {

class Preferences;

/// The menu of filters to choose from: those that the user kept, and some to begin with. A kept filter is called what
/// it is: its text.
class SavedFilters : public QMenu
{
    Q_OBJECT

public:
    explicit SavedFilters(Preferences &preferences, QWidget *parent = nullptr);

    /// The filter that would be kept.
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

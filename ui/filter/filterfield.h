// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/filtercompletion.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace Lockscope::Ui {

/// The line edit for the filter text. Offers completions while the user types, and on Ctrl+Space.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

    /// Provides the values to offer.
    void setValues(FilterValues values) { m_values = std::move(values); }

Q_SIGNALS:
    /// The user wants to move to the table.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offerWhileTyping();
    void offer();
    void take(const QString &candidate);

    FilterValues m_values;
    FilterCompletion m_completion;
    QStringListModel *m_candidates;
    QCompleter *m_completer;
};

} // namespace Lockscope::Ui

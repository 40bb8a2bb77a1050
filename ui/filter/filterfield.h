// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/filtercompletion.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace Lockscope::Ui {

/// The line in which a filter is typed. Offers what can follow while one types; Ctrl+Space asks for it.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

    /// Where the values to offer come from.
    void setValues(FilterValues values) { m_values = std::move(values); }

Q_SIGNALS:
    /// The user wants to go on into the table.
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

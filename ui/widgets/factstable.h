// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeWidget>

#include <vector>

namespace Lockscope::Ui {

/// A plain read-only table of texts. Copying copies the selected rows; a text that does not fit is shown whole as a
/// tooltip.
class FactsTable : public QTreeWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QStringList texts;
        QIcon icon; ///< in iconColumn
        int iconColumn = 0;
    };

    explicit FactsTable(const QStringList &titles, QWidget *parent = nullptr);

    /// What is shown already stays as it is, with the user's selection in it.
    void setRows(const std::vector<Row> &rows);
    /// The selected rows, a line each, cells apart by tabs.
    QString selectedText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<QStringList> m_shown;
};

} // namespace Lockscope::Ui

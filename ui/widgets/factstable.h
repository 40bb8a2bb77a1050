// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeWidget>

#include <vector>

namespace Lockscope::Ui {

/// A plain read-only table of texts. Copying copies the selected rows; a tooltip shows the whole text of a cell.
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

    /// Keeps the user's selection if nothing has changed.
    void setRows(const std::vector<Row> &rows);
    /// The selected rows, one per line, with tabs between the cells.
    QString selectedText() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<QStringList> m_shown;
};

} // namespace Lockscope::Ui

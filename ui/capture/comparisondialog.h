// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/capture.h>

#include <QDialog>

#include <memory>
#include <string>
#include <vector>

class QTreeWidgetItem;

namespace Lockscope::Ui {

class FactsTable;

/// What differs between two captures: locks that are new, gone or changed.
class ComparisonDialog : public QDialog
{
    Q_OBJECT

public:
    ComparisonDialog(std::shared_ptr<const Capture> before, std::shared_ptr<const Capture> after,
                     QWidget *parent = nullptr);

Q_SIGNALS:
    void lockChosen(const std::string &key);

private:
    QString headline() const;
    void showChanges();

    std::shared_ptr<const Capture> m_before;
    std::shared_ptr<const Capture> m_after;
    std::vector<CaptureChange> m_changes;
    FactsTable *m_table;
};

} // namespace Lockscope::Ui

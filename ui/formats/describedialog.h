// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/formats/formatdraft.h"
#include "ui/model/backgroundpool.h"

#include <lockscope/lockformats.h>

#include <QDialog>
#include <QTimer>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace Lockscope::Ui {

class ContentMarker;
class FactsTable;
class FormatCatalogue;
class LockTableModel;

/// Describes the format of a lock that Lockscope does not know, and saves it for this user. While the user edits the
/// description, the dialog shows which of the known locks the new format would recognise.
class DescribeDialog : public QDialog
{
    Q_OBJECT

public:
    /// The catalogue and the locks must outlive the dialog.
    DescribeDialog(FormatCatalogue &catalogue, const LockTableModel &locks, const LockReport &example,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const QString &title, const std::filesystem::path &file);

private:
    struct Trial
    {
        FormatTrial trial;
        std::vector<LockReport> reports;
        std::size_t named = 0; ///< locks whose name matches, including those that were not tried
    };

    QWidget *newForm();
    QWidget *newPreview();
    QWidget *newButtons();
    FormatDraft draft() const;
    /// The locks to try: the example first, then those whose name matches.
    std::vector<LockReport> candidates(const FormatDraft &draft, std::size_t &named) const;
    void changed();
    void tryOut();
    void show(const Trial &trial);
    void showProblem(const QString &problem);
    void save();

    FormatCatalogue &m_catalogue;
    const LockTableModel &m_locks;
    FormatDraft m_draft; ///< the first one
    QTimer m_timer;
    int m_change = 0; ///< counts changes, to ignore the results of earlier trials
    bool m_isSaving = false;
    QLineEdit *m_title;
    QLineEdit *m_program;
    QLineEdit *m_names;
    QComboBox *m_heldBy;
    ContentMarker *m_content;
    QLabel *m_summary;
    FactsTable *m_matches;
    QPlainTextEdit *m_entry;
    QLabel *m_problem;
    QPushButton *m_save;
    BackgroundPool m_pool{1};
};

} // namespace Lockscope::Ui

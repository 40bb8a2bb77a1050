// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockkinds.h>

#include <QDialog>

#include <filesystem>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace Lockscope::Ui {

class HeldLocks;

/// Acquires a lock of any kind: describes the kind and its limitations, shows what will be written to disk, can be
/// cancelled while it waits, and reports the holder if the lock is held.
class CreateDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CreateDialog(HeldLocks &locks, QWidget *parent = nullptr);

    void setPath(const QString &path);

private:
    QWidget *newKindList();
    QWidget *newForm();
    QWidget *newAnswer();
    void createRows();
    void chooseFile(QLineEdit &line, const QString &title);
    void showKind();
    void showPreview();
    void take();
    void stopWaiting();
    void answer(const QString &text, bool isProblem);
    void setWaiting(bool isWaiting);
    const LockKind &kind() const;
    std::filesystem::path path() const;
    KindOptions options() const;

    /// A row of the form, and whether the current kind has it; null: every kind.
    struct Row
    {
        QWidget *name = nullptr; ///< null: the field is as wide as the form
        QWidget *field = nullptr;
        bool (*isOf)(const LockKind &kind) = nullptr;
    };

    HeldLocks &m_locks;
    std::vector<Row> m_rows;
    int m_waitingFor = 0; ///< an ID of HeldLocks; 0: none
    QListWidget *m_kinds;
    QFormLayout *m_form = nullptr;
    QLabel *m_description;
    QLabel *m_caution;
    QLineEdit *m_path;
    QLineEdit *m_template;
    QLineEdit *m_database;
    QCheckBox *m_shared;
    QCheckBox *m_keep;
    QComboBox *m_patience;
    QDoubleSpinBox *m_seconds;
    QLabel *m_preview;
    QLabel *m_answer;
    QProgressBar *m_progress;
    QPushButton *m_take;
    QPushButton *m_close;
};

} // namespace Lockscope::Ui

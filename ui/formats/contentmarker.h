// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/formats/formatdraft.h"

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Lockscope::Ui {

/// The text of a lock in which the user marks what differs from lock to lock: select it, then choose what it is.
class ContentMarker : public QWidget
{
    Q_OBJECT

public:
    explicit ContentMarker(QWidget *parent = nullptr);

    void setContent(const std::string &text, std::vector<DraftField> fields);
    const std::vector<DraftField> &fields() const { return m_fields; }

Q_SIGNALS:
    void fieldsChanged();

private:
    void mark(DraftField::Meaning meaning);
    void unmark();
    /// The selected bytes, without blanks at both ends; empty if nothing is selected.
    DraftField selected() const;
    void showFields();
    void showButtons();

    std::string m_content;
    std::vector<std::size_t> m_offsets; ///< of each character of the box, in bytes; then the end
    std::vector<DraftField> m_fields;
    QPlainTextEdit *m_text;
    QLabel *m_legend;
    std::vector<QPushButton *> m_buttons;
    QPushButton *m_unmark;
};

} // namespace Lockscope::Ui

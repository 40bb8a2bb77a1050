// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;

namespace Lockscope::Ui {

/// The content of the lock: as text with visible control characters, and as a hex dump.
class ContentView : public QWidget
{
    Q_OBJECT

public:
    explicit ContentView(QWidget *parent = nullptr);

    void setReport(const LockReport &report);

private:
    void setNote(const QString &note);
    void markFields(const Claim &owner);

    std::string m_shown;
    QPlainTextEdit *m_text;
    QPlainTextEdit *m_hex;
    QWidget *m_content;
    QLabel *m_note;
    QLabel *m_fields; ///< the marked fields
};

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <lockscope/failure.h>

#include <QFrame>
#include <QStringList>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace Lockscope::Ui {

class GlyphLabel;

/// Says inside the window what went wrong and what was waited for, until it is dismissed. Several messages share the
/// one line; all of them can be unfolded.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// A message that is shown already is not shown twice.
    void add(const QString &message, Glyph sign = Glyph::Stale);
    void dismiss();

private:
    void refresh();

    QStringList m_messages;
    GlyphLabel *m_sign;
    QLabel *m_line;
    QPlainTextEdit *m_all;
    QToolButton *m_unfold;
};

/// The failure as a sentence for the user, names in it escaped.
QString failureText(const Failure &failure);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <lockscope/result.h>

#include <QFrame>
#include <QStringList>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace Lockscope::Ui {

class GlyphLabel;

/// Shows errors and notifications inside the window until they are dismissed. Several messages share one line, which
/// can be expanded.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// A message that is already shown is not added again.
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

/// The failure as a sentence, with names escaped.
QString failureText(const Failure &failure);

} // namespace Lockscope::Ui

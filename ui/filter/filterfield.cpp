// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/filterfield.h"

#include "ui/widgets/glyph.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

#include <algorithm>

namespace Lockscope::Ui {

namespace {

/// A longer list does not help while typing.
constexpr qsizetype MostCandidates = 12;

} // namespace

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
    , m_candidates(new QStringListModel(this))
    , m_completer(new QCompleter(m_candidates, this))
{
    setPlaceholderText(tr("Filter: words, verdict:stale, pid:4242, age>1h"));
    setAccessibleName(tr("Filter"));
    setAccessibleDescription(
        tr("Words that occur in the texts of a lock, and conditions such as verdict:stale or age>1h"));
    setToolTip(tr("Every word must occur in the name, kind, owner, holder or folder of a lock.\nConditions with a key: "
                  "verdict:stale,held  path:/srv  kind:flock  pid:4242  user:anna\nhost:box  age>1h  held<5min  "
                  "waiters>0.  A minus excludes: -kind:git.  Press Ctrl+Space for suggestions."));
    setClearButtonEnabled(true);
    addAction(glyphIcon(Glyph::Search), QLineEdit::LeadingPosition);

    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(this, &QLineEdit::textEdited, this, &FilterField::offerWhileTyping);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterField::take);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    const bool offersSomething = m_completer->popup()->isVisible();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offer();
    } else if (event->key() == Qt::Key_Escape && !offersSomething && !text().isEmpty()) {
        clear();
    } else if (!offersSomething &&
               (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT left();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void FilterField::offerWhileTyping()
{
    // Between two words there is nothing to complete.
    const auto before = text().left(cursorPosition());
    if (before.isEmpty() || before.back().isSpace())
        m_completer->popup()->hide();
    else
        offer();
}

void FilterField::offer()
{
    m_completion = filterCompletion(text(), cursorPosition(), m_values);
    if (m_completion.candidates.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_candidates->setStringList(m_completion.candidates.mid(0, MostCandidates));
    const auto start = static_cast<int>(m_completion.start);
    QRect where = cursorRect();
    where.translate(-fontMetrics().horizontalAdvance(text().mid(start, cursorPosition() - start)), 0);
    where.setWidth(m_completer->popup()->sizeHintForColumn(0) + 40);
    m_completer->complete(where);
}

void FilterField::take(const QString &candidate)
{
    const auto completed = completedFilter(text(), m_completion, candidate);
    setText(completed.text);
    setCursorPosition(static_cast<int>(completed.cursor));
    // After a key, offer its values immediately.
    QMetaObject::invokeMethod(this, &FilterField::offerWhileTyping, Qt::QueuedConnection);
}

} // namespace Lockscope::Ui

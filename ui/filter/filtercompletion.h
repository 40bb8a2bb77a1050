// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace Lockscope::Ui {

/// The completions at the cursor of a filter text: each candidate replaces `length` characters from `start`.
struct FilterCompletion
{
    qsizetype start = 0;
    qsizetype length = 0;
    QStringList candidates = {};
};

/// The values of a key among the locks, e.g. all formats for `kind`.
using FilterValues = std::function<QStringList(const QString &key)>;

FilterCompletion filterCompletion(const QString &text, qsizetype cursor, const FilterValues &values);

/// The text with the candidate inserted, and the new position of the cursor.
struct CompletedFilter
{
    QString text = {};
    qsizetype cursor = 0;
};
CompletedFilter completedFilter(const QString &text, const FilterCompletion &completion, const QString &candidate);

} // namespace Lockscope::Ui

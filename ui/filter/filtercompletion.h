// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace Lockscope::Ui {

/// What can stand where the cursor is in a filter text: each candidate in place of `length` characters from `start`.
struct FilterCompletion
{
    qsizetype start = 0;
    qsizetype length = 0;
    QStringList candidates = {};
};

/// The values that a key has among the locks, e.g. the kinds that there are for `kind`.
using FilterValues = std::function<QStringList(const QString &key)>;

FilterCompletion filterCompletion(const QString &text, qsizetype cursor, const FilterValues &values);

/// The text with the candidate put in, and where the cursor is then.
struct CompletedFilter
{
    QString text = {};
    qsizetype cursor = 0;
};
CompletedFilter completedFilter(const QString &text, const FilterCompletion &completion, const QString &candidate);

} // namespace Lockscope::Ui

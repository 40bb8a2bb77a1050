// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

class QAbstractItemView;
class QHeaderView;

namespace Lockscope::Ui {

/// The common style of all tables: flat titles, padding beside the texts, and selection of whole rows without a frame
/// around one cell.
void applyTableLook(QAbstractItemView &view, QHeaderView &titles);

/// Which part of a text in this column is elided: for a folder, the beginning is the least useful part.
void setElideMode(QAbstractItemView &view, int column, Qt::TextElideMode mode);

/// The height of a row, with some padding.
int tableRowHeight(const QAbstractItemView &view);

} // namespace Lockscope::Ui

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

/// Shows the text of this role dimmed after the text of each cell in this column, as far as there is space.
void setDetailRole(QAbstractItemView &view, int column, int role);

/// The space between a text and its detail.
int detailGap(const QAbstractItemView &view);

/// The height of a row, with some padding.
int tableRowHeight(const QAbstractItemView &view);

} // namespace Lockscope::Ui

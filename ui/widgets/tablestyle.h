// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

class QAbstractItemView;
class QHeaderView;

namespace Lockscope::Ui {

/// What all tables of the window have in common: flat titles, room beside the texts, whole rows selected without a
/// frame around one cell.
void applyTableLook(QAbstractItemView &view, QHeaderView &titles);

/// Which part of a text in this column goes where there is no room: of a folder the beginning says least.
void setElideMode(QAbstractItemView &view, int column, Qt::TextElideMode mode);

/// A row's height that leaves some air.
int tableRowHeight(const QAbstractItemView &view);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QAbstractItemView;
class QHeaderView;

namespace Lockscope::Ui {

/// What all tables of the window have in common: flat titles, room beside the texts, whole rows selected without a
/// frame around one cell.
void applyTableLook(QAbstractItemView &view, QHeaderView &titles);

/// A row's height that leaves some air.
int tableRowHeight(const QAbstractItemView &view);

} // namespace Lockscope::Ui

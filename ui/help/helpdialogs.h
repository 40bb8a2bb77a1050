// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QAction;
class QWidget;

namespace Lockscope::Ui {

/// The manual page of the window, and those of lockscopectl and of the formats.
void showManual(QWidget &window);

/// The keys of the actions, by menu.
void showShortcuts(QWidget &window, const QList<QAction *> &actions);

} // namespace Lockscope::Ui

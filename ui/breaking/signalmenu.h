// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QMenu;
class QWidget;

namespace Lockscope::Ui {

/// `SIGTERM`; the number of a signal that the menu does not offer.
QString signalName(int number);

/// The signals that make a holder exit or continue, each with its effect. Calls `use` with the number of the chosen
/// one.
QMenu *newSignalMenu(QWidget &parent, const std::function<void(int)> &use);

} // namespace Lockscope::Ui

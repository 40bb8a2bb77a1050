// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QDialog>

namespace Lockscope::Ui {

class BreakController;

/// Asks the proven holders of a lock to exit, or kills those that do not.
class SignalDialog : public QDialog
{
    Q_OBJECT

public:
    SignalDialog(BreakController &desk, const LockReport &report, QWidget *parent = nullptr);
};

} // namespace Lockscope::Ui

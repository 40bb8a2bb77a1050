// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QLabel;

namespace Lockscope::Ui {

/// A label that shows text as it is, never as HTML, and breaks long lines. Names and contents of lock files are
/// untrusted.
QLabel *newPlainLabel(const QString &objectName = {});

/// A plain label whose text can be selected and copied.
QLabel *newSelectableLabel(const QString &objectName = {});

} // namespace Lockscope::Ui

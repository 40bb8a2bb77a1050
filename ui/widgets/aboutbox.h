// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace Lockscope::Ui {

void showAboutBox(QWidget &window);

} // namespace Lockscope::Ui

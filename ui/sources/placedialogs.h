// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sources/pathtext.h"

#include <functional>

class QMimeData;
class QWidget;

namespace Lockscope::Ui {

/// Ask for files, for a folder; the answer comes later, or never.
void askForFiles(QWidget &parent, std::function<void(Paths)> use);
void askForFolder(QWidget &parent, std::function<void(Paths)> use);

/// What was dropped or pasted: files, folders, or a text that names them.
Paths pathsOfMimeData(const QMimeData &data);

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sources/pathtext.h"

#include <functional>

class QMimeData;
class QWidget;

namespace Lockscope::Ui {

/// Asks for files or for a folder. Calls back later, or not at all.
void askForFiles(QWidget &parent, std::function<void(Paths)> use);
void askForFolder(QWidget &parent, std::function<void(Paths)> use);

/// The paths of dropped or pasted data: files, folders, or a text with paths.
Paths pathsOfMimeData(const QMimeData &data);

} // namespace Lockscope::Ui

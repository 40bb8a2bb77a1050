// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sources/pathtext.h"

#include <lockscope/hosts.h>

#include <functional>
#include <vector>

class QWidget;

namespace Lockscope::Ui {

/// Asks for a place on one of these hosts. Calls `use` later with its address, or `addHost` if the list lacks the host,
/// or nothing.
void askForHost(QWidget &parent, const std::vector<ListedHost> &hosts, std::function<void(Paths)> use,
                std::function<void()> addHost);
/// Asks for a server and a name below which locks are watched.
void askForEtcd(QWidget &parent, std::function<void(Paths)> use);

} // namespace Lockscope::Ui

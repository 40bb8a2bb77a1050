// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QStringList>

#include <string>
#include <vector>

class QAbstractItemModel;

/// Reports as an inspection would create them, for tests that need no file.
Lockscope::LockReport sampleReport(const std::string &path,
                                   Lockscope::Verdict::State state = Lockscope::Verdict::State::Free);
Lockscope::LockReport heldReport(const std::string &path, std::int64_t pid, const std::string &processName,
                                 int waiterCount = 0);

/// This many reports, with mixed names, directories and verdicts.
std::vector<Lockscope::LockReport> sampleReports(int count);

std::vector<std::string> keysOf(const std::vector<Lockscope::LockReport> &reports);

/// The texts of one column, row by row.
QStringList columnTexts(const QAbstractItemModel &model, int column);

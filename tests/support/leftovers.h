// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QStringList>

#include <filesystem>

/// What this process has open: one word for each descriptor, to compare before and after. Inotify instances are counted
/// apart, for a few are kept for the next wait.
QStringList openDescriptors();
int openInotifies();
/// How many inodes the library believes that this process holds.
std::size_t heldInodes();
/// Marks that this process holds.
std::size_t heldMarkers();
/// The kernel's locks on the file that a path names, as /proc/locks writes them: `FLOCK WRITE`. Sorted; without
/// waiters.
QByteArrayList kernelLocksOn(const std::filesystem::path &path);
/// How many wait in the kernel for a lock on the file.
int kernelWaitersOn(const std::filesystem::path &path);
/// The bytes of a file; empty where there is none. Not for a file that this process has a POSIX lock on.
QByteArray contentOf(const std::filesystem::path &path);
void writeFile(const std::filesystem::path &path, const QByteArray &content = {});

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayList>
#include <QStringList>

#include <filesystem>

/// The open descriptors of this process, one word each, to compare before and after. Inotify instances are counted
/// separately, because a few are kept for the next wait.
QStringList openDescriptors();
int openInotifies();
/// How many inodes the library records as held by this process.
std::size_t heldInodes();
/// Markers that this process holds.
std::size_t heldMarkers();
/// The kernel's locks on the file at a path, in the form of /proc/locks: `FLOCK WRITE`. Sorted; without waiters.
QByteArrayList kernelLocksOn(const std::filesystem::path &path);
/// How many processes wait in the kernel for a lock on the file.
int kernelWaitersOn(const std::filesystem::path &path);
/// The content of a file; empty if there is none. Not for a file on which this process has a POSIX lock.
QByteArray contentOf(const std::filesystem::path &path);
void writeFile(const std::filesystem::path &path, const QByteArray &content = {});

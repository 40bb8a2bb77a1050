// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

/// The words of one line after the first one, which is the role.
using Words = std::vector<std::string>;

/// The commands of lockactor. A role performs one step and returns the one line that answers it; an empty answer is not
/// printed.
class Roles
{
public:
    using Role = std::function<std::string(const Words &)>;

    void add(const std::string &name, Role role);
    std::string play(const std::string &line) const;

private:
    std::map<std::string, Role> m_roles;
};

/// flock, posix, ofd, lease: acquire, wait, release.
void addKernelRoles(Roles &roles);
/// Thousands of locks at once.
void addManyRoles(Roles &roles);
/// The library's own kinds: acquire, release, count under a lock.
void addLockRoles(Roles &roles);
/// Files that are open or mapped, and flocks that are not visible in any descriptor of the process.
void addOpenRoles(Roles &roles);
/// Fork, exit, stop, exec, namespaces.
void addLifeRoles(Roles &roles);

/// Prints a line at once, for a role that answers in two steps.
void say(const std::string &line);
/// `failed CALL ERRNO`: the error of the last system call.
std::string failed(const std::string &call);
/// The word at this position, or a default value.
std::string wordAt(const Words &words, std::size_t place, const std::string &otherwise = {});
long long numberAt(const Words &words, std::size_t place, long long otherwise = 0);

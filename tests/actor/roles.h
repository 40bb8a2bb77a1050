// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

/// The words of one line after the first: the first is the role.
using Words = std::vector<std::string>;

/// Everything that lockactor can be told to do. A role does one step and returns the one line that answers it; an empty
/// answer says nothing.
class Roles
{
public:
    using Role = std::function<std::string(const Words &)>;

    void add(const std::string &name, Role role);
    std::string play(const std::string &line) const;

private:
    std::map<std::string, Role> m_roles;
};

/// flock, posix, ofd, lease: taking one, waiting for one, giving up.
void addKernelRoles(Roles &roles);
/// Thousands of locks at once.
void addManyRoles(Roles &roles);
/// The library's own kinds: acquiring, releasing, counting under a lock.
void addLockRoles(Roles &roles);
/// Files that are open or mapped, and flocks that no descriptor of the process shows.
void addOpenRoles(Roles &roles);
/// Forking, ending, stopping, exec, namespaces.
void addLifeRoles(Roles &roles);

/// Says a line at once, for a role that answers in two steps.
void say(const std::string &line);
/// `failed CALL ERRNO`: what the last system call said.
std::string failed(const std::string &call);
/// The word at this place, or what to take in its absence.
std::string wordAt(const Words &words, std::size_t place, const std::string &otherwise = {});
long long numberAt(const Words &words, std::size_t place, long long otherwise = 0);

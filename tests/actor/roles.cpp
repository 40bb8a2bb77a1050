// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "actor/roles.h"

#include <cerrno>
#include <cstring>
#include <sstream>

#include <unistd.h>

namespace {

/// Words are separated by spaces; a byte that would interfere is written %NN.
std::string decoded(const std::string &word)
{
    std::string plain;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] == '%' && at + 2 < word.size()) {
            plain.push_back(static_cast<char>(std::stoi(word.substr(at + 1, 2), nullptr, 16)));
            at += 2;
        } else {
            plain.push_back(word[at]);
        }
    }
    return plain;
}

} // namespace

void Roles::add(const std::string &name, Role role)
{
    m_roles[name] = std::move(role);
}

std::string Roles::play(const std::string &line) const
{
    std::istringstream stream(line);
    std::string name;
    stream >> name;
    Words words;
    for (std::string word; stream >> word;)
        words.push_back(decoded(word));
    const auto role = m_roles.find(name);
    return role == m_roles.end() ? "unknown role " + name : role->second(words);
}

void say(const std::string &line)
{
    const std::string whole = line + '\n';
    if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0)
        ::_exit(3);
}

std::string failed(const std::string &call)
{
    const char *name = ::strerrorname_np(errno);
    return "failed " + call + ' ' + (name ? name : std::to_string(errno));
}

std::string wordAt(const Words &words, std::size_t place, const std::string &otherwise)
{
    return place < words.size() ? words[place] : otherwise;
}

long long numberAt(const Words &words, std::size_t place, long long otherwise)
{
    return place < words.size() ? std::stoll(words[place]) : otherwise;
}

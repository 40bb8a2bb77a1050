// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>

#include <optional>
#include <string>

namespace Ctl {

/// The QCoreApplication that an event loop needs, unless there is one.
class Application
{
public:
    Application()
    {
        if (!QCoreApplication::instance())
            m_application.emplace(m_argumentCount, m_words);
    }
    Application(const Application &) = delete;
    Application &operator=(const Application &) = delete;

private:
    int m_argumentCount = 1;
    std::string m_name = "lockscopectl";
    char *m_words[2] = {m_name.data(), nullptr};
    std::optional<QCoreApplication> m_application;
};

} // namespace Ctl

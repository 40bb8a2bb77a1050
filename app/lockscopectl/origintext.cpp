// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "origintext.h"

#include "reporttext.h"

#include <lockscope/displaytext.h>

#include <QStringList>

#include <algorithm>

namespace Ctl {

using Lockscope::displayText;
using Lockscope::ProcessFacts;
using Lockscope::ProcessTree;

namespace {

/// The nearest ancestors, the parent last. The init process is named only if it is the parent.
QString ancestorsText(const ProcessTree &tree)
{
    constexpr std::size_t MostNamed = 4;
    QStringList names;
    for (const auto &ancestor : tree.ancestors) {
        const bool isInit = ancestor.pid == 1 && !names.isEmpty();
        if (static_cast<std::size_t>(names.size()) == MostNamed || isInit)
            break;
        names.prepend(displayText(ancestor.name));
    }
    return names.join(QStringLiteral(" > "));
}

} // namespace

QString originText(const ProcessTree &tree)
{
    const auto &process = tree.process;
    QStringList parts;
    if (!process.user.empty())
        parts += QStringLiteral("user ") + displayText(process.user);
    const auto ancestors = ancestorsText(tree);
    if (process.startTime) {
        const auto now = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
        const std::chrono::duration<double> age = now - *process.startTime;
        const auto started =
            QStringLiteral("started %1 ago").arg(ageText(std::max(age, std::chrono::duration<double>())));
        parts += ancestors.isEmpty() ? started : started + QStringLiteral(" by ") + ancestors;
    } else if (!ancestors.isEmpty()) {
        parts += QStringLiteral("started by ") + ancestors;
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace Ctl

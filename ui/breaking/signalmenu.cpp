// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/signalmenu.h"

#include <QCoreApplication>
#include <QMenu>

#include <array>
#include <csignal>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SignalMenu)
};

struct Choice
{
    int number;
    const char *name;
    const char *effect; ///< of a program that does not handle it differently
};

constexpr std::array Choices = {
    Choice{SIGTERM, "SIGTERM", QT_TRANSLATE_NOOP("SignalMenu", "asks it to exit cleanly")},
    Choice{SIGINT, "SIGINT", QT_TRANSLATE_NOOP("SignalMenu", "interrupts it, like Ctrl+C in its terminal")},
    Choice{SIGHUP, "SIGHUP",
           QT_TRANSLATE_NOOP("SignalMenu", "ends it; many daemons reload their configuration instead")},
    Choice{SIGQUIT, "SIGQUIT", QT_TRANSLATE_NOOP("SignalMenu", "ends it with a core dump")},
    Choice{SIGCONT, "SIGCONT", QT_TRANSLATE_NOOP("SignalMenu", "lets a stopped process continue")},
    Choice{SIGKILL, "SIGKILL", QT_TRANSLATE_NOOP("SignalMenu", "kills it immediately; it cannot save anything")},
};

} // namespace

QString signalName(int number)
{
    for (const auto &choice : Choices) {
        if (choice.number == number)
            return QLatin1String(choice.name);
    }
    return QString::number(number);
}

QMenu *newSignalMenu(QWidget &parent, const std::function<void(int)> &use)
{
    auto *menu = new QMenu(&parent);
    for (const auto &choice : Choices) {
        if (choice.number == SIGKILL)
            menu->addSeparator();
        auto *action =
            menu->addAction(QStringLiteral("%1 – %2").arg(QLatin1String(choice.name), Words::tr(choice.effect)));
        action->setObjectName(QLatin1String(choice.name));
        QObject::connect(action, &QAction::triggered, menu, [use, number = choice.number] { use(number); });
    }
    return menu;
}

} // namespace Lockscope::Ui

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <lockscope/lockwatcher.h>

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

namespace {

using Lockscope::Ui::MainWindow;
using Lockscope::Ui::Theme;

constexpr int UsageStatus = 2;

int usageError(const QString &message)
{
    std::fprintf(stderr, "lockscope: %s\nTry: lockscope --help\n", qPrintable(message));
    return UsageStatus;
}

std::optional<Theme> themeOf(const QString &word)
{
    if (word == QLatin1String("system"))
        return Theme::System;
    if (word == QLatin1String("light"))
        return Theme::Light;
    if (word == QLatin1String("dark"))
        return Theme::Dark;
    return {};
}

/// The paths among the arguments, as the bytes that they are: QString cannot carry a name that is not UTF-8.
Lockscope::Ui::Paths pathsOf(const QStringList &positional, int argc, char **argv)
{
    Lockscope::Ui::Paths paths;
    int at = 1;
    for (const auto &argument : positional) {
        while (at < argc && QString::fromLocal8Bit(argv[at]) != argument)
            ++at;
        if (at < argc)
            paths.emplace_back(argv[at++]);
    }
    return paths;
}

bool asksForText(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--")
            return false;
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v")
            return true;
    }
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("lockscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCKSCOPE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Lockscope"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Shows lock files and kernel locks: who holds them, who waits, what was left behind."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QCoreApplication::translate("main", "Colours: system, light or dark."),
                                   QStringLiteral("NAME"), QStringLiteral("system"));
    parser.addOption(theme);
    parser.addPositionalArgument(
        QStringLiteral("PATH"),
        QCoreApplication::translate("main", "Files and folders to watch. Without any: this host's kernel locks and the "
                                            "places of well-known programs."),
        QStringLiteral("[PATH...]"));

    // Help and version need no display.
    if (asksForText(argc, argv)) {
        const QCoreApplication application(argc, argv);
        parser.process(application);
    }

    QApplication application(argc, argv);
    if (!parser.parse(QCoreApplication::arguments()))
        return usageError(parser.errorText());
    const auto chosenTheme = themeOf(parser.value(theme));
    if (!chosenTheme)
        return usageError(QCoreApplication::translate("main", "There is no theme %1.").arg(parser.value(theme)));
    Lockscope::Ui::applyTheme(application, *chosenTheme);

    Lockscope::LockWatcher watcher;
    MainWindow window(watcher);
    const auto paths = pathsOf(parser.positionalArguments(), argc, argv);
    if (paths.empty())
        window.watchThisHost();
    else
        window.watchOnly(paths);
    window.show();
    return QApplication::exec();
}

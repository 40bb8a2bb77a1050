// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/inheriteddescriptors.h"
#include "app/lockscope/memory.h"
#include "app/lockscope/translation.h"
#include "ui/capture/capturefiles.h"
#include "ui/mainwindow.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settings.h"
#include "ui/text/lockaddress.h"
#include "ui/widgets/theme.h"

#include <lockscope/lockwatcher.h>
#include <lockscope/singleinstance.h>
#include <lockscope/version.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace {

using Lockscope::Ui::MainWindow;

constexpr int UsageStatus = 2;

int usageError(const QString &message)
{
    const auto hint = QCoreApplication::translate("main", "Try: %1").arg(QStringLiteral("lockscope --help"));
    std::fprintf(stderr, "lockscope: %s\n%s\n", qPrintable(message), qPrintable(hint));
    return UsageStatus;
}

/// The paths among the arguments, as bytes: QString cannot represent a name that is not UTF-8.
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

/// As other processes understand them, whatever their working directory is.
QByteArrayList inBytes(const Lockscope::Ui::Paths &paths)
{
    QByteArrayList bytes;
    for (const auto &path : paths) {
        if (Lockscope::Ui::LockAddress::isAddress(path)) {
            bytes += QByteArray::fromStdString(path.native());
            continue;
        }
        std::error_code error;
        const auto absolute = std::filesystem::absolute(path, error);
        bytes += QByteArray::fromStdString((error ? path : absolute).native());
    }
    return bytes;
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

/// The options. Created when the translation is installed, because it translates its texts at once.
struct CommandLine
{
    CommandLine()
    {
        parser.setApplicationDescription(
            QCoreApplication::translate("main", "Shows lock files and kernel locks: which process holds each lock, "
                                                "which processes wait for it, and which locks are stale."));
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addOptions({theme, newWindow});
        parser.addPositionalArgument(
            QStringLiteral("PATH"),
            QCoreApplication::translate("main",
                                        "Files and folders to watch. By default: the places that were watched last, or "
                                        "the kernel locks of this host and the folders of well-known programs. "
                                        "ssh://HOST/PATH is watched on another host, etcd://HOST:PORT/NAME in etcd. "
                                        "Captures (*.lockscope.json) open read-only."),
            QStringLiteral("[PATH...]"));
    }

    QCommandLineParser parser;
    QCommandLineOption theme{QStringLiteral("theme"),
                             QCoreApplication::translate("main", "Colours: system, light or dark."),
                             QStringLiteral("NAME"), QStringLiteral("system")};
    QCommandLineOption newWindow{
        QStringLiteral("new-window"),
        QCoreApplication::translate("main", "Open a new window instead of adding the paths to the open one.")};
};

} // namespace

int main(int argc, char *argv[])
{
    App::limitAllocator();
    // A Wayland compositor may pass a connection in this descriptor.
    bool isNumber = false;
    const int wayland = qEnvironmentVariableIntValue("WAYLAND_SOCKET", &isNumber);
    App::closeInheritedDescriptors(isNumber ? wayland : -1);
    QCoreApplication::setApplicationName(QStringLiteral("lockscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LOCKSCOPE_VERSION_STR));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Lockscope"));

    // Help and version need no display.
    if (asksForText(argc, argv)) {
        QCoreApplication application(argc, argv);
        installTranslation(application);
        CommandLine().parser.process(application);
    }

    // The settings are read while Qt starts.
    Lockscope::Ui::Preferences preferences;
    preferences.keepIn(Lockscope::Ui::Preferences::defaultFile());
    QApplication application(argc, argv);
    installTranslation(application);
    CommandLine line;
    auto &parser = line.parser;
    if (!parser.parse(QCoreApplication::arguments()))
        return usageError(parser.errorText());
    const auto namedTheme = Lockscope::Ui::themeOf(parser.value(line.theme));
    if (!namedTheme)
        return usageError(QCoreApplication::translate("main", "Unknown theme: %1.").arg(parser.value(line.theme)));
    const bool areRead = preferences.waitUntilRead(std::chrono::seconds(1));
    const auto settings = Lockscope::Ui::Settings::of(preferences);
    Lockscope::Ui::applyTheme(application, parser.isSet(line.theme) ? *namedTheme : settings.theme);

    const auto paths = pathsOf(parser.positionalArguments(), argc, argv);
    Lockscope::SingleInstance instance(QStringLiteral("lockscope"));
    if (!parser.isSet(line.newWindow) && instance.sendToPrimary(inBytes(paths)))
        return 0;
    Lockscope::LockWatcher watcher;
    MainWindow window(watcher, preferences);
    window.use(settings);
    window.formats().load();
    window.formats().waitUntilLoaded(std::chrono::seconds(1));
    QObject::connect(&instance, &Lockscope::SingleInstance::received, &window, [&window](const QByteArrayList &more) {
        Lockscope::Ui::Paths requested;
        for (const auto &path : more)
            requested.emplace_back(path.toStdString());
        if (!requested.empty())
            window.reveal(requested);
        window.comeToFront();
    });
    Lockscope::Ui::Paths places;
    std::ranges::remove_copy_if(paths, std::back_inserter(places), Lockscope::Ui::isCaptureName);
    QObject::connect(&watcher, &Lockscope::LockWatcher::initialScanFinished, &window, [&window] {
        constexpr std::chrono::seconds UntilQuiet{2};
        QTimer::singleShot(UntilQuiet, &window, &App::returnFreeMemory);
    });
    if (!places.empty())
        window.revealOnly(places);
    else if (settings.watchesAsBefore)
        window.sources().watchAsBefore();
    else
        window.sources().watchThisHost();
    // A capture alone needs no second window; a later start shows it.
    if (paths.empty() || !places.empty()) {
        window.show();
        window.welcome();
    }
    for (const auto &path : paths) {
        if (Lockscope::Ui::isCaptureName(path))
            window.openCapture(path);
    }
    if (!areRead)
        window.say(QCoreApplication::translate("main", "The settings could not be read. The defaults are used."));
    return QApplication::exec();
}

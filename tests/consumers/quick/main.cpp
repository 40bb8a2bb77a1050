// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Lists the locks in a directory: `locks [DIRECTORY]`.
#include <QDir>
#include <QGuiApplication>
#include <QQmlApplicationEngine>

int main(int argc, char *argv[])
{
    const QGuiApplication application(argc, argv);
    const auto arguments = QGuiApplication::arguments();
    QQmlApplicationEngine engine;
    engine.addImportPath(IMPORTS);
    engine.setInitialProperties(
        {{"directory", QDir(arguments.size() > 1 ? arguments.at(1) : QString("/run/lock")).absolutePath()}});
    engine.load(QUrl::fromLocalFile(MAIN));
    return engine.rootObjects().isEmpty() ? EXIT_FAILURE : QGuiApplication::exec();
}

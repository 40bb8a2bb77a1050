// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// A program without a screen whose logic is QML.
#include <QCoreApplication>
#include <QFile>
#include <QQmlApplicationEngine>
#include <QTemporaryDir>
#include <QTimer>

/// Somebody else, who removes a lock that is held.
class Vandal : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE bool remove(const QString &file) { return QFile::remove(file); }
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    Vandal vandal;

    QQmlApplicationEngine engine;
    engine.addImportPath(IMPORTS);
    engine.setInitialProperties(
        {{"file", folder.filePath("app.lock")}, {"vandal", QVariant::fromValue<QObject *>(&vandal)}});
    engine.load(QUrl::fromLocalFile(MAIN));
    if (engine.rootObjects().isEmpty())
        return EXIT_FAILURE;

    QTimer::singleShot(std::chrono::seconds(30), &application, [&] { application.exit(EXIT_FAILURE); });
    return application.exec();
}
#include "main.moc"

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// A program without a user interface whose logic is QML.
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QTemporaryDir>
#include <QTimer>

/// What another process does.
class Helper : public QObject
{
    Q_OBJECT

public:
    explicit Helper(const QTemporaryDir &directory)
        : m_directory(directory)
    {}

    Q_INVOKABLE bool remove(const QString &file) { return QFile::remove(file); }
    Q_INVOKABLE bool exists(const QString &file) { return QFile::exists(file); }
    /// Creates the PID file of a process that has exited.
    Q_INVOKABLE QString makeStale()
    {
        QProcess process;
        process.start("true", QStringList());
        process.waitForStarted(-1);
        const auto pid = process.processId();
        process.waitForFinished(-1);
        QFile file(m_directory.filePath("stale.pid"));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(QByteArray::number(pid) + '\n');
        return file.fileName();
    }

private:
    const QTemporaryDir &m_directory;
};

namespace {

int run(const char *main)
{
    const QTemporaryDir directory;
    Helper helper(directory);
    QQmlApplicationEngine engine;
    engine.addImportPath(IMPORTS);
    engine.setInitialProperties({{"file", directory.filePath("app.lock")},
                                 {"directory", directory.path()},
                                 {"helper", QVariant::fromValue<QObject *>(&helper)}});
    engine.load(QUrl::fromLocalFile(QString(FOLDER) + '/' + main));
    if (engine.rootObjects().isEmpty())
        return EXIT_FAILURE;
    QTimer::singleShot(std::chrono::seconds(60), &engine, [] { QCoreApplication::exit(EXIT_FAILURE); });
    return QCoreApplication::exec();
}

} // namespace

/// Each file runs in its own process.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc == 2)
        return run(argv[1]);
    for (const char *const file : {"main.qml", "models.qml", "document.qml"}) {
        if (const int status = QProcess::execute(QCoreApplication::applicationFilePath(), {file}); status != 0)
            return status;
    }
    return EXIT_SUCCESS;
}
#include "main.moc"

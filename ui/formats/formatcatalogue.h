// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace Lockscope::Ui {

/// The formats that users and administrators have added to those of the library. Files are read and written by a thread
/// of its own.
class FormatCatalogue : public QObject
{
    Q_OBJECT

public:
    explicit FormatCatalogue(QObject *parent = nullptr);
    ~FormatCatalogue() override;

    /// Reads the format files of this host and of this user.
    void load();
    /// Waits for load(), so that the first inspection uses all formats. False if it takes longer; changed() is then
    /// emitted when the formats were loaded.
    bool waitUntilLoaded(std::chrono::milliseconds timeout);

    /// Where save() writes to; empty if this user has no home.
    static std::filesystem::path userDirectory();
    /// Writes a new file with this format, loads all formats again, and then calls back with the path of the file, or
    /// with the error. Never replaces a file.
    void save(const std::string &id, const std::string &toml,
              std::function<void(const std::filesystem::path &file, const QString &error)> use);

Q_SIGNALS:
    /// Other formats are in use than before: locks must be inspected again.
    void changed();
    /// A file has an error and is not used, or one of its rules has an invalid pattern and matches nothing.
    void problemFound(const QString &message);

private:
    struct Shared;
    void finishLoading();

    std::shared_ptr<Shared> m_shared;
    bool m_wasAwaited = false;
    BackgroundPool m_pool{1};
};

} // namespace Lockscope::Ui

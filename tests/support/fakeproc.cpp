// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakeproc.h"

#include <QFile>

#include <fstream>

namespace fs = std::filesystem;

namespace {

QByteArray unescaped(const std::string &line)
{
    QByteArray bytes;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] != '\\') {
            bytes.append(line[at]);
            continue;
        }
        if (++at == line.size())
            return bytes;
        if (line[at] == 'x') {
            bytes.append(static_cast<char>(std::stoi(line.substr(at + 1, 2), nullptr, 16)));
            at += 2;
        } else {
            bytes.append(line[at] == '0' ? '\0' : line[at]);
        }
    }
    return bytes + '\n';
}

} // namespace

FakeProc::FakeProc(const QByteArray &name)
{
    const auto source = fs::path(LOCKSCOPE_TEST_DATA) / "proc" / (name.toStdString() + ".tree");
    std::ifstream tree(source);
    if (!tree)
        qFatal("%s cannot be read", source.c_str());

    const std::string begin = "== ";
    const std::string arrow = " -> ";
    std::string file;
    QByteArray content;
    const auto finishFile = [&] {
        if (!file.empty())
            write(file, content);
        file.clear();
        content.clear();
    };
    for (std::string line; std::getline(tree, line);) {
        if (!line.starts_with(begin)) {
            content += unescaped(line);
            continue;
        }
        finishFile();
        line.erase(0, begin.size());
        if (const auto at = line.find(arrow); at != std::string::npos)
            link(line.substr(0, at), QByteArray::fromStdString(line.substr(at + arrow.size())));
        else
            file = line;
    }
    finishFile();
}

void FakeProc::write(const fs::path &path, const QByteArray &bytes) const
{
    const auto whole = this->path() / path;
    fs::create_directories(whole.parent_path());
    QFile file(QFile::decodeName(whole.c_str()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", whole.c_str());
}

void FakeProc::link(const fs::path &path, const QByteArray &target) const
{
    const auto whole = this->path() / path;
    fs::create_directories(whole.parent_path());
    fs::create_symlink(target.toStdString(), whole);
}

void FakeProc::addProcess(int pid, const QByteArray &name, char state) const
{
    const auto number = QByteArray::number(pid);
    const auto directory = fs::path(number.toStdString());
    write(directory / "stat",
          number + " (" + name + ") " + state + " 1 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 100 0 0 0\n");
    write(directory / "status",
          "Name:\t" + name + "\nTgid:\t" + number + "\nUid:\t0\t0\t0\t0\nNSpid:\t" + number + "\n");
    write(directory / "comm", name + '\n');
    write(directory / "cmdline", name + QByteArray(1, '\0'));
    fs::create_directories(path() / directory / "fdinfo");
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The other process of the test kit. Reads commands from standard input, one per line, and answers each with one line:
//   acquire KIND PATH [DATABASE]   acquired PID | failed MESSAGE
//   release                        released | failed MESSAGE
//   fork                           child PID; the process exits, and its child goes on with the lock
// Paths are percent-encoded. Exits without releasing anything when standard input ends.
#include <lockscope/lockkinds.h>

#include <QByteArray>
#include <QByteArrayList>

#include <iostream>
#include <memory>
#include <string>

#include <unistd.h>

using namespace Lockscope;

namespace {

void answer(const std::string &line)
{
    std::cout << line << std::endl;
}

std::filesystem::path pathOf(const QByteArray &word)
{
    return QByteArray::fromPercentEncoding(word).toStdString();
}

std::unique_ptr<LockFile> held;

void acquire(const QByteArrayList &words)
{
    KindOptions options;
    if (words.size() > 3)
        options.database = pathOf(words[3]);
    auto made = makeLock(words[1].toStdString(), pathOf(words[2]), options);
    const auto acquired = made ? (*made)->acquire(std::chrono::seconds(10)) : Result<void>(made.error());
    if (!acquired)
        return answer("failed " + acquired.error().message().toStdString());
    held = std::move(*made);
    answer("acquired " + std::to_string(::getpid()));
}

void release()
{
    const auto released = held ? held->release() : Result<void>();
    answer(released ? "released" : "failed " + released.error().message().toStdString());
}

void handOver()
{
    if (::fork() != 0)
        ::_exit(EXIT_SUCCESS);
    answer("child " + std::to_string(::getpid()));
}

} // namespace

int main()
{
    for (std::string line; std::getline(std::cin, line);) {
        const auto words = QByteArray::fromStdString(line).split(' ');
        if (words[0] == "acquire" && words.size() >= 3)
            acquire(words);
        else if (words[0] == "release")
            release();
        else if (words[0] == "fork")
            handOver();
        else
            answer("failed unknown command");
    }
    ::_exit(EXIT_SUCCESS);
}

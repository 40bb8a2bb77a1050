// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// How long it takes to load a user's formats, and to match hostile files against every format.
//
//     formatsbench        prints rows for RESULTS.md
#include "formats/catalogue.h"
#include "formats/pattern.h"

#include <lockscope/lockformats.h>

#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <time.h>

namespace {

using namespace Lockscope;
namespace fs = std::filesystem;

constexpr int Entries = 200;
constexpr std::size_t ContentSize = 64 * 1024;

/// CPU time: other programs do not count.
double milliseconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void measure(const std::string &what, const char *goal, const std::function<void()> &step)
{
    constexpr int Rounds = 31;
    std::vector<double> times;
    for (int round = 0; round < Rounds; ++round) {
        const double start = milliseconds();
        step();
        times.push_back(milliseconds() - start);
    }
    std::ranges::sort(times);
    std::printf("| %s | %.2f ms | %.2f ms | %s |\n", what.c_str(), times.front(), times[Rounds / 2], goal);
}

std::string entry(int number)
{
    const auto id = "acme-" + std::to_string(number);
    return "[[format]]\nid = \"" + id + "\"\ntitle = \"ACME lock\"\nprogram = [\"acme\"]\nnames = [\"" + id +
           ".lock\"]\ncontent = '''^" + id + " {pid} on {host}\\n$'''\nreference = \"in-house\"\n" +
           "[[format.sample]]\npath = \"" + id + ".lock\"\ntext = \"" + id + " 4242 on box\\n\"\npid = 4242\n";
}

void measureLoading()
{
    const QTemporaryDir directory;
    const auto many = fs::path(directory.path().toStdString()) / "many";
    const auto one = fs::path(directory.path().toStdString()) / "one";
    fs::create_directories(many);
    fs::create_directories(one);
    std::ofstream all(one / "all.toml");
    for (int number = 0; number < Entries; ++number) {
        std::ofstream(many / (std::to_string(number) + ".toml")) << entry(number);
        all << entry(number);
    }
    all.close();
    for (const auto &[path, what] : {std::pair(one, "one file"), std::pair(many, "200 files")})
        measure(std::string("load 200 formats of a user from ") + what, "< 5 ms",
                [&path] { loadFormats(std::span(&path, 1)); });
}

std::string repeated(std::string_view text)
{
    std::string content;
    while (content.size() < ContentSize)
        content += text;
    content.resize(ContentSize);
    return content;
}

void measureContents()
{
    std::string noise(ContentSize, '\0');
    std::mt19937 random(1);
    std::ranges::generate(noise, [&random] { return static_cast<char>(random()); });
    std::vector<std::string_view> patterns;
    for (const auto *const format : Catalogue::current().entries()) {
        for (const auto &rule : format->rules)
            if (!rule.content.empty())
                patterns.push_back(rule.content);
    }
    for (const auto &[what, content] :
         {std::pair("blanks", repeated(" ")), std::pair("digits", repeated("1")), std::pair("braces", repeated("{")),
          std::pair("lines", repeated("1\n")), std::pair("keys", repeated("pid=1\n")), std::pair("noise", noise)}) {
        Subject subject;
        subject.name = "hostile.lock";
        subject.directory = "run";
        subject.inodeType = InodeInfo::InodeType::Regular;
        subject.links = 1;
        subject.size = content.size();
        subject.content = content;
        subject.calledLock = true;
        measure(std::string("64 KiB of ") + what + ", every rule of every format", "< 10 ms",
                [&subject] { static_cast<void>(Catalogue::current().explain(subject)); });
        measure(std::string("64 KiB of ") + what + ", every pattern, whatever the name", "< 10 ms", [&] {
            for (const auto pattern : patterns)
                static_cast<void>(findPattern(pattern, content, [](auto, auto) {}));
        });
    }
}

} // namespace

int main()
{
    std::puts("| measured, processor time | best | median | goal |\n| --- | --- | --- | --- |");
    measureLoading();
    measureContents();
    return 0;
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// How long it takes to load a user's formats, and to match hostile files against every format.
//
//     formatsbench        prints the table below "Formats" in RESULTS.md
#include "formats/catalogue.h"
#include "formats/pattern.h"

#include <lockscope/lockformats.h>

#include <QByteArray>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <time.h>

#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

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

using Action = std::function<void()>;

double timeOf(const Action &action)
{
    const double start = milliseconds();
    action();
    return milliseconds() - start;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// The floor, if there is one, is measured in the same rounds.
void measure(const std::string &what, const char *goal, const Action &step, const Action &floor = {})
{
    constexpr int Rounds = 31;
    std::vector<double> times;
    std::vector<double> ratios;
    for (int round = 0; round < Rounds; ++round) {
        const double least = floor ? timeOf(floor) : 0;
        times.push_back(timeOf(step));
        ratios.push_back(floor ? times.back() / least : 0);
    }
    const auto ratio = floor ? QByteArray::number(median(ratios), 'f', 2) : QByteArrayLiteral("-");
    std::printf("| %s | %.2f ms | %.2f ms | %s | %s |\n", what.c_str(), *std::ranges::min_element(times), median(times),
                ratio.constData(), goal);
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
    std::string all;
    for (int number = 0; number < Entries; ++number) {
        std::ofstream(many / (std::to_string(number) + ".toml")) << entry(number);
        all += entry(number);
    }
    std::ofstream(one / "all.toml") << all;
    for (const auto &[path, what] : {std::pair(one, "one file"), std::pair(many, "200 files")})
        measure(
            std::string("load 200 formats of a user from ") + what, "< 5 ms",
            [&path] { loadFormats(std::span(&path, 1)); }, [&all] { static_cast<void>(toml::parse(all)); });
}

/// The first text several times, and the second one as often: `[[]]`.
std::string nested(std::string_view before, std::string_view after)
{
    std::string content;
    while (content.size() + before.size() + after.size() <= ContentSize / 2)
        content += before;
    std::string end;
    for (auto size = content.size(); size != 0; size -= before.size())
        end += after;
    return content + end;
}

std::string repeated(std::string_view text)
{
    std::string content;
    while (content.size() < ContentSize)
        content += text;
    content.resize(ContentSize);
    return content;
}

Subject hostileFile(const std::string &content)
{
    Subject subject;
    subject.name = "hostile.lock";
    subject.directory = "run";
    subject.inodeType = InodeInfo::InodeType::Regular;
    subject.links = 1;
    subject.size = content.size();
    subject.content = content;
    subject.calledLock = true;
    return subject;
}

/// Matches every rule, with the name and directory of the samples.
void matchAs(const FormatEntry &format, Subject &subject)
{
    for (const auto &sample : format.samples) {
        const fs::path path(sample.path);
        subject.name = path.filename().native();
        subject.directory = path.parent_path().filename().native();
        for (const auto &rule : format.rules)
            static_cast<void>(matchRule(format, rule, subject));
    }
}

void findPatterns(const FormatEntry &format, std::string_view content)
{
    for (const auto &rule : format.rules) {
        if (!rule.content.empty())
            static_cast<void>(findPattern(rule.content, content, [](auto, auto) {}));
    }
}

void measureContents()
{
    std::string noise(ContentSize, '\0');
    std::mt19937 random(1);
    std::ranges::generate(noise, [&random] { return static_cast<char>(random()); });
    const std::array contents = {std::pair("blanks", repeated(" ")),
                                 std::pair("digits", repeated("1")),
                                 std::pair("braces", repeated("{")),
                                 std::pair("nested JSON", nested("{\"pid\":", "}")),
                                 std::pair("nested arrays", nested("[", "]")),
                                 std::pair("one line", repeated("box:4242 jane@box ")),
                                 std::pair("line breaks", repeated("\n")),
                                 std::pair("lines", repeated("1\n")),
                                 std::pair("keys", repeated("pid=1\n")),
                                 std::pair("near matches", repeated("pid: 4242x, host: box\n")),
                                 std::pair("noise", noise)};
    for (const auto &[what, content] : contents) {
        Subject subject = hostileFile(content);
        measure(std::string("64 KiB of ") + what + ", as a lock of an unknown program", "< 10 ms",
                [&subject] { static_cast<void>(readAll(subject)); });
        measure(std::string("64 KiB of ") + what + ", as a lock of every format in turn", "< 10 ms", [&subject] {
            for (const auto *const format : Catalogue::current().entries())
                matchAs(*format, subject);
        });
        measure(std::string("64 KiB of ") + what + ", every pattern, whatever the size", "< 10 ms", [&content] {
            for (const auto *const format : Catalogue::current().entries())
                findPatterns(*format, content);
        });
    }
}

} // namespace

int main()
{
    std::puts("| measured, processor time | best | median | ratio to parsing the TOML | goal |\n| --- | --- | --- | "
              "--- | --- |");
    measureLoading();
    measureContents();
    return 0;
}

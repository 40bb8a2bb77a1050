// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Passes hostile bytes to everything that reads bytes of other users: each target of targets.h, and the format
// detectors with invented files around a lock. The inputs are the recorded files of tests/data, with all mutations of
// mutation.h. A sanitizer reports the error, and this program the round; it also fails if a result is impossible or
// took too long. libFuzzer, which also observes what the code does with the bytes, drives the same targets:
// libfuzzer.cpp.
//
//     fuzz [--seconds N] [--seed N] [--first ROUND]   e.g. fuzz --seed 1 --first 4711 --seconds 0 repeats one round
//     fuzz --write-seeds DIRECTORY                    writes the initial inputs of libFuzzer
#include "fuzz/corpus.h"
#include "fuzz/mutation.h"
#include "fuzz/targets.h"

#include "formats/format.h"
#include "formats/lockrows.h"
#include "formats/ranges.h"
#include "formats/sqliteimage.h"
#include "support/fakesurroundings.h"

#include <lockscope/displaytext.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <time.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace {

using namespace Lockscope;

/// CPU time, not elapsed time: a loaded machine is not a finding.
constexpr double MaxSeconds = 2;
constexpr std::size_t MaxSurrounding = 4;

std::uint64_t seed = 1;
std::uint64_t roundNumber = 0;

[[noreturn]] void fail(const char *what, const std::string &detail)
{
    std::fprintf(stderr, "fuzz: %s: %s\nfuzz: --seed %llu --first %llu --seconds 0 repeats it\n", what,
                 qPrintable(displayText(detail, 200)), static_cast<unsigned long long>(seed),
                 static_cast<unsigned long long>(roundNumber));
    std::_Exit(EXIT_FAILURE);
}

double processorSeconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The kernel allows neither these nor empty names.
std::string fileName(std::string text)
{
    std::erase_if(text, [](char c) { return c == '/' || c == '\0'; });
    return text.empty() ? "lock" : text;
}

InodeInfo::InodeType inodeType(Mutation &mutation)
{
    using Type = InodeInfo::InodeType;
    static constexpr std::array Types = {Type::Regular, Type::Regular, Type::Regular, Type::Symlink,    Type::Directory,
                                         Type::None,    Type::Fifo,    Type::Socket,  Type::BlockDevice};
    return Types.at(mutation.below(Types.size()));
}

FakeSurroundings surroundings(const Corpus &corpus, Mutation &mutation)
{
    FakeSurroundings around;
    for (auto count = mutation.below(MaxSurrounding); count > 0; --count) {
        around.names.push_back(fileName(mutation.of(mutation.pick(corpus.names))));
        around.files[mutation.of(mutation.pick(corpus.names))] = mutation.of(mutation.pick(corpus.contents));
        around.directories[mutation.oneIn(2) ? std::string() : mutation.pick(corpus.names)].push_back(
            fileName(mutation.of(mutation.pick(corpus.names))));
    }
    return around;
}

Subject subject(const Corpus &corpus, Mutation &mutation)
{
    Subject subject;
    // Half of them keep their name, because most formats check it first.
    subject.name = mutation.oneIn(2) ? mutation.pick(corpus.names) : fileName(mutation.of(mutation.pick(corpus.names)));
    subject.directory = mutation.pick(corpus.names);
    subject.inodeType = inodeType(mutation);
    subject.mode = static_cast<std::uint32_t>(mutation.below(07777));
    subject.links = static_cast<std::uint32_t>(mutation.below(4));
    if (subject.inodeType == InodeInfo::InodeType::Symlink)
        subject.linkTarget = mutation.of(mutation.pick(mutation.oneIn(2) ? corpus.names : corpus.contents));
    if (subject.inodeType == InodeInfo::InodeType::Regular)
        subject.content = mutation.of(mutation.pick(corpus.contents));
    subject.contentRead = subject.inodeType == InodeInfo::InodeType::Regular && !mutation.oneIn(16);
    subject.size = mutation.oneIn(4) ? mutation.number() : subject.content.size();
    for (auto count = mutation.below(3); count > 0; --count)
        subject.kernelLocks.push_back(static_cast<Subject::KernelLockKind>(mutation.below(3)));
    return subject;
}

void recognise(const Corpus &corpus, Mutation &mutation)
{
    auto shown = subject(corpus, mutation);
    const auto around = surroundings(corpus, mutation);
    if (!mutation.oneIn(8))
        shown.surroundings = &around;
    const auto before = processorSeconds();
    const auto readings = readAll(shown);
    if (processorSeconds() - before > MaxSeconds)
        fail("a recognition that takes long", shown.name);
    for (const auto &reading : readings) {
        if (reading.id.empty() || !(reading.confidence > 0 && reading.confidence <= 1))
            fail("an impossible reading", std::string(reading.id));
    }
    looksLikeLock(shown.name, shown.inodeType);
    isDocument(shown);
    const auto last = mutation.oneIn(4) ? std::nullopt : std::optional(mutation.number());
    rangeMeaning(mutation.pick(corpus.rangeFormats), mutation.number(), last, mutation.oneIn(2));
}

/// A database as hostile as its log.
void readDatabase(const Corpus &corpus, Mutation &mutation)
{
    const auto before = processorSeconds();
    // Half of them keep the database intact, so that the log is reached.
    const auto &recorded = mutation.pick(corpus.databases);
    const auto image =
        sqliteImage(mutation.oneIn(2) ? recorded : mutation.of(recorded), mutation.of(mutation.pick(corpus.logs)));
    if (image) {
        readLockRows(*image);
        countRows(*image, "WC_LOCK");
    }
    if (processorSeconds() - before > MaxSeconds)
        fail("a database that takes long", image.value_or(std::string()));
}

void showTo(const FuzzTarget &target, const std::vector<std::string> &seeds, Mutation &mutation)
{
    const auto bytes = mutation.of(mutation.pick(seeds));
    const auto before = processorSeconds();
    target.read(bytes);
    if (processorSeconds() - before > MaxSeconds)
        fail("a target that takes long", std::string(target.name));
}

/// For libFuzzer: a directory per target, a file per seed.
void writeSeeds(const Corpus &corpus, const std::filesystem::path &directory)
{
    for (const auto &target : fuzzTargets()) {
        std::filesystem::create_directories(directory / target.name);
        int number = 0;
        for (const auto &bytes : target.seeds(corpus))
            std::ofstream(directory / target.name / std::to_string(++number), std::ios::binary) << bytes;
    }
}

void nameRound()
{
    std::fprintf(stderr, "fuzz: --seed %llu --first %llu --seconds 0 repeats it\n",
                 static_cast<unsigned long long>(seed), static_cast<unsigned long long>(roundNumber));
}

} // namespace

int main(int argc, char **argv)
{
    double seconds = 5;
    std::filesystem::path seedDirectory;
    for (int at = 1; at + 1 < argc; at += 2) {
        const std::string_view option = argv[at];
        if (option == "--seconds") {
            seconds = std::atof(argv[at + 1]);
        } else if (option == "--seed") {
            seed = std::strtoull(argv[at + 1], nullptr, 10);
        } else if (option == "--first") {
            roundNumber = std::strtoull(argv[at + 1], nullptr, 10);
        } else if (option == "--write-seeds") {
            seedDirectory = argv[at + 1];
        } else {
            std::fputs("usage: fuzz [--seconds N] [--seed N] [--first ROUND] [--write-seeds FOLDER]\n", stderr);
            return 2;
        }
    }
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_set_death_callback(nameRound);
#endif
    std::signal(SIGABRT, [](int) { nameRound(); });
    const auto corpus = Corpus::read(LOCKSCOPE_TEST_DATA);
    if (corpus.contents.empty() || corpus.databases.empty() || corpus.logs.empty() || corpus.procTexts.empty())
        fail("no corpus", LOCKSCOPE_TEST_DATA);
    if (!seedDirectory.empty()) {
        writeSeeds(corpus, seedDirectory);
        return EXIT_SUCCESS;
    }
    std::vector<std::vector<std::string>> seeds;
    for (const auto &target : fuzzTargets())
        seeds.push_back(target.seeds(corpus));
    const auto first = roundNumber;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    do {
        // Each round depends only on its number, so that it can be repeated alone.
        Mutation mutation(seed, roundNumber);
        recognise(corpus, mutation);
        readDatabase(corpus, mutation);
        for (std::size_t i = 0; i < seeds.size(); ++i)
            showTo(fuzzTargets()[i], seeds[i], mutation);
        ++roundNumber;
    } while (std::chrono::steady_clock::now() < end);
    std::printf("fuzz: %llu rounds, seed %llu, no findings\n", static_cast<unsigned long long>(roundNumber - first),
                static_cast<unsigned long long>(seed));
    return EXIT_SUCCESS;
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "player.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

std::int64_t inNanoseconds(Clock::duration duration)
{
    return std::chrono::nanoseconds(duration).count();
}

std::int64_t playBatch(Contender &contender, std::int64_t rounds)
{
    const auto once = [&] {
        contender.acquire();
        contender.release();
    };
    once();
    once();
    const auto start = Clock::now();
    for (std::int64_t round = 0; round < rounds; ++round)
        once();
    return inNanoseconds(Clock::now() - start) / rounds;
}

std::int64_t playCount(Contender &contender, std::int64_t milliseconds)
{
    std::int64_t done = 0;
    for (const auto end = Clock::now() + std::chrono::milliseconds(milliseconds); Clock::now() < end; ++done) {
        contender.acquire();
        contender.release();
    }
    return done;
}

std::int64_t play(Contender &contender, const std::string &order, std::int64_t number)
{
    if (order == "batch")
        return playBatch(contender, number);
    if (order == "count")
        return playCount(contender, number);
    if (order == "acquire") {
        contender.acquire();
        return inNanoseconds(Clock::now().time_since_epoch());
    }
    const auto now = inNanoseconds(Clock::now().time_since_epoch());
    contender.release();
    return now;
}

void playAll(Contender &contender)
{
    std::cout << 0 << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string order;
        std::int64_t number = 0;
        words >> order >> number;
        std::cout << play(contender, order, number) << std::endl;
    }
}

/// Debian's originals are in Debian's Python, which is not necessarily the first one in PATH.
const char *python()
{
    const char *const named = std::getenv("LOCKSCOPE_BENCH_PYTHON");
    return named ? named : "/usr/bin/python3";
}

} // namespace

Player::Player(const MakeContender &make, const std::filesystem::path &path)
{
    start([&] {
        const auto contender = make(path);
        playAll(*contender);
    });
}

std::unique_ptr<Player> Player::original(std::string_view kind, const std::filesystem::path &path)
{
    std::unique_ptr<Player> player(new Player);
    player->start([&] {
        const std::string word(kind);
        ::execl(python(), python(), "-B", LOCKSCOPE_BENCH_PEERS, word.c_str(), path.c_str(), nullptr);
        abortBenchmark("exec of Python");
    });
    return player;
}

void Player::start(const std::function<void()> &inChild)
{
    std::array<int, 2> to;
    std::array<int, 2> from;
    if (::pipe2(to.data(), O_CLOEXEC) != 0 || ::pipe2(from.data(), O_CLOEXEC) != 0)
        abortBenchmark("pipe2");
    std::fflush(nullptr);
    m_pid = ::fork();
    if (m_pid < 0)
        abortBenchmark("fork");
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(to[0], STDIN_FILENO);
        ::dup2(from[1], STDOUT_FILENO);
        // Otherwise other players would inherit the pipes and they would never be closed.
        ::close_range(STDERR_FILENO + 1, ~0U, 0);
        std::cin.clear();
        inChild();
        ::_exit(0);
    }
    ::close(to[0]);
    ::close(from[1]);
    m_to = ::fdopen(to[1], "w");
    m_from = ::fdopen(from[0], "r");
    answer(); // it has started
}

Player::~Player()
{
    // It may be waiting for its lock.
    ::kill(m_pid, SIGKILL);
    std::fclose(m_to);
    std::fclose(m_from);
    ::waitpid(m_pid, nullptr, 0);
}

void Player::order(const std::string &line)
{
    if (std::fputs((line + '\n').c_str(), m_to) < 0 || std::fflush(m_to) != 0)
        abortBenchmark("a player does not accept commands");
}

std::int64_t Player::answer()
{
    std::array<char, 64> line;
    if (!std::fgets(line.data(), static_cast<int>(line.size()), m_from))
        abortBenchmark("a player exited");
    return std::strtoll(line.data(), nullptr, 10);
}

void Player::pin(unsigned place)
{
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        abortBenchmark("sched_getaffinity");
    place %= static_cast<unsigned>(CPU_COUNT(&allowed));
    unsigned cpu = 0;
    for (unsigned seen = 0; !CPU_ISSET(cpu, &allowed) || seen++ < place;)
        ++cpu;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (::sched_setaffinity(m_pid, sizeof one, &one) != 0)
        abortBenchmark("sched_setaffinity");
}

std::chrono::nanoseconds Player::processorTime() const
{
    clockid_t clock = {};
    struct timespec used = {};
    if (::clock_getcpuclockid(m_pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        abortBenchmark("clock_gettime");
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

Entrant entrant(std::string name, MakeContender make)
{
    return {std::move(name),
            [make = std::move(make)](const auto &path) { return std::make_unique<Player>(make, path); }};
}

Entrant originalEntrant(std::string_view kind)
{
    return {"original", [kind](const auto &path) { return Player::original(kind, path); }};
}

LockDirectory::LockDirectory(const std::filesystem::path &place)
    : m_path((place / "lockscope-bench-XXXXXX").native())
{
    auto name = m_path.native();
    if (!::mkdtemp(name.data()))
        abortBenchmark("mkdtemp in " + place.native());
    m_path = name;
}

LockDirectory::~LockDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::filesystem::path LockDirectory::lockFor(const std::string &name) const
{
    std::filesystem::create_directory(m_path / name);
    return m_path / name / "app.lock";
}

std::span<const std::filesystem::path> places()
{
    static const auto all = [] {
        const char *const named = std::getenv("LOCKSCOPE_BENCH_PLACES");
        std::istringstream words(named ? named : "/tmp");
        std::vector<std::filesystem::path> result;
        for (std::string word; std::getline(words, word, ':');)
            result.emplace_back(word);
        return result;
    }();
    return all;
}

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "remote/hostlane.h"

#include "remote/protocol.h"
#include "remote/sshconnection.h"
#include "system/clocks.h"

#include <optional>

namespace Lockscope {

namespace {

using Problem = Testimony::Problem;

constexpr std::chrono::seconds IdleTime{60};
constexpr std::chrono::seconds AnswerTime{10};
/// A host that did not answer is not asked again for this time: each question would wait as long again.
constexpr std::chrono::seconds SilentTime{60};

Problem problemOf(SshConnection::Error error)
{
    switch (error) {
    case SshConnection::Error::NotReached:
        return Problem::NotReached;
    case SshConnection::Error::NoAnswer:
        return Problem::NoAnswer;
    case SshConnection::Error::BadAnswer:
    case SshConnection::Error::OtherVersion:
        break;
    }
    return Problem::BadAnswer;
}

} // namespace

/// What the thread does.
class HostLane::Worker
{
public:
    explicit Worker(const ListedHost &host)
        : m_host(host)
        , m_ssh(host.destination)
    {}

    void close() { m_ssh.close(); }

    std::vector<Testimony> ask(const std::vector<Claim> &owners)
    {
        auto base = connect();
        std::vector<Testimony> testimonies(owners.size(), base);
        for (std::size_t i = 0; i < owners.size(); ++i)
            testimonies[i].claim = owners[i];
        if (!base.problem)
            base.problem = exchange(testimonies);
        // If one answer cannot be believed, none is.
        for (auto &said : testimonies) {
            said.problem = base.problem;
            if (said.problem)
                said.processes.clear();
        }
        return testimonies;
    }

    FileTestimony askAboutFile(const std::filesystem::path &path)
    {
        FileTestimony said{connect(), {}};
        if (said.base.problem)
            return said;
        said.base.askedAt = steadyNow();
        const auto id = m_nextId++;
        const QDeadlineTimer deadline(AnswerTime);
        const auto line = askLine(Protocol::fileQuestion(id, path), deadline);
        if (!line) {
            said.base.problem = lastProblem();
            return said;
        }
        if (auto file = Protocol::parseFileAnswer(*line, id)) {
            said.file = *std::move(file);
        } else {
            said.base.problem = Problem::BadAnswer;
            m_ssh.close();
        }
        said.base.took = steadyNow() - said.base.askedAt;
        return said;
    }

private:
    Problem lastProblem()
    {
        const auto problem = problemOf(m_ssh.error());
        if (problem == Problem::NoAnswer)
            m_silentSince = steadyNow();
        return problem;
    }

    /// With the greeting of the host, or the problem.
    Testimony connect()
    {
        Testimony base;
        base.host = m_host.name;
        if (m_silentSince && steadyNow() - *m_silentSince < SilentTime) {
            base.problem = Problem::NoAnswer;
            return base;
        }
        // The far end may have closed an idle connection; that is only seen when it is used.
        if (!m_ssh.isAlive() && !m_ssh.open()) {
            base.problem = lastProblem();
            if (base.problem == Problem::NotReached)
                base.detail = m_ssh.errorText();
            return base;
        }
        const auto &greeting = *m_ssh.greeting();
        base.machineId = greeting.machineId;
        base.bootId = greeting.bootId;
        base.seesAllProcesses = greeting.seesAllProcesses;
        if (greeting.machineId != m_host.machineId) {
            base.problem = Problem::OtherMachine;
            m_ssh.close();
        }
        return base;
    }

    std::optional<std::string> askLine(const std::string &question, const QDeadlineTimer &deadline)
    {
        m_ssh.beginAnswer();
        return m_ssh.send(QByteArray::fromStdString(question) + '\n', deadline) ? m_ssh.readLine(deadline)
                                                                                : std::nullopt;
    }

    /// Sends all questions at once, and reads the answers in the same order.
    std::optional<Problem> exchange(std::vector<Testimony> &testimonies)
    {
        const auto askedAt = steadyNow();
        auto id = m_nextId;
        QByteArray questions;
        for (auto &said : testimonies) {
            said.askedAt = askedAt;
            for (const auto pid : said.claim.pids)
                questions += QByteArray::fromStdString(Protocol::processQuestion(m_nextId++, said.claim, pid)) + '\n';
        }
        const QDeadlineTimer deadline(AnswerTime);
        m_ssh.beginAnswer();
        if (!m_ssh.send(questions, deadline))
            return lastProblem();
        for (auto &said : testimonies) {
            for (const auto pid : said.claim.pids) {
                const auto line = m_ssh.readLine(deadline);
                if (!line)
                    return lastProblem();
                const auto process = Protocol::parseProcessAnswer(*line, id++, pid);
                if (!process) {
                    m_ssh.close();
                    return Problem::BadAnswer;
                }
                said.processes.push_back(*process);
            }
            said.took = steadyNow() - askedAt;
        }
        return {};
    }

    const ListedHost &m_host;
    SshConnection m_ssh;
    std::optional<std::chrono::nanoseconds> m_silentSince;
    std::int64_t m_nextId = 1;
};

HostLane::HostLane(ListedHost host, std::shared_ptr<HostSlots> slots)
    : m_host(std::move(host))
    , m_slots(std::move(slots))
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->start();
}

HostLane::~HostLane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_all();
    m_thread->wait();
}

template <typename Answer>
std::future<Answer> HostLane::enqueue(std::function<Answer(Worker &)> question)
{
    auto result = std::make_shared<std::promise<Answer>>();
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(
            [result, question = std::move(question)](Worker &worker) { result->set_value(question(worker)); });
    }
    m_changed.notify_all();
    return result->get_future();
}

std::future<std::vector<Testimony>> HostLane::ask(std::vector<Claim> owners)
{
    return enqueue<std::vector<Testimony>>([owners = std::move(owners)](Worker &worker) { return worker.ask(owners); });
}

std::future<FileTestimony> HostLane::askAboutFile(const std::filesystem::path &path)
{
    return enqueue<FileTestimony>([path](Worker &worker) { return worker.askAboutFile(path); });
}

void HostLane::run()
{
    // Created here: a QProcess belongs to its thread.
    Worker worker(m_host);
    std::unique_lock lock(m_mutex);
    const auto isDue = [this] { return m_isStopping || !m_jobs.empty(); };
    while (true) {
        if (!m_changed.wait_for(lock, IdleTime, isDue)) {
            worker.close();
            m_changed.wait(lock, isDue);
        }
        if (m_isStopping)
            return;
        auto job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        m_slots->acquire();
        job(worker);
        m_slots->release();
        lock.lock();
    }
}

} // namespace Lockscope

// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace Lockscope::Ui {

/// `lockscope-helper`, which pkexec runs as root: pkexec asks the user for the password of an administrator. The helper
/// only inspects, and ends with this object. See HostQuestions.
class HelperProgram : public QObject
{
    Q_OBJECT

public:
    explicit HelperProgram(QObject *parent = nullptr);
    ~HelperProgram() override;

    /// Whether pkexec and the helper are installed.
    static bool isInstalled();

    /// Starts it, unless it is running. Questions may be asked at once.
    void start();
    bool isRunning() const { return m_process != nullptr; }
    /// Asks for the reports about the files with this inode that are locked. The answer is about a time after the call,
    /// so that a question that is already waiting for its answer is asked again.
    void ask(const InodeKey &inode);

Q_SIGNALS:
    /// The helper is running as root.
    void started();
    void answered(const Lockscope::InodeKey &inode, const std::vector<Lockscope::LockReport> &reports);
    /// It cannot be asked any more; the sentence says why.
    void ended(const QString &reason);

private:
    struct Question
    {
        std::int64_t id = 0;
        bool isAskedAgain = false;
    };

    void send(const InodeKey &inode, Question &question);
    void read();
    bool use(const QByteArray &line);
    void end(const QString &reason);
    QString endText(int exitStatus) const;

    std::unique_ptr<QProcess> m_process;
    std::map<InodeKey, Question> m_questions; ///< that are not answered
    std::int64_t m_lastId = 0;
    bool m_isStarted = false; ///< the greeting was read
};

} // namespace Lockscope::Ui

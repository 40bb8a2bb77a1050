// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "process/lockscopectlcall.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int LimitMs = 900'000;

CtlAnswer lab(const QString &action, const QStringList &more = {})
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    // The virtual machines outlive the script, and must not keep its pipes open: it redirects their output.
    process.start(QStringLiteral(LOCKSCOPE_LAB), QStringList{action, QStringLiteral(LOCKSCOPE_LAB_DIRECTORY)} + more);
    CtlAnswer answer;
    if (!process.waitForFinished(LimitMs)) {
        process.kill();
        process.waitForFinished();
        return answer;
    }
    answer.status = process.exitCode();
    answer.out = process.readAllStandardOutput();
    answer.err = process.readAllStandardError();
    return answer;
}

/// Runs a line of sh on one of the hosts, in which $L is lockscopectl.
CtlAnswer on(const QString &host, const QString &line)
{
    return lab(u"do"_s, {host, u"L="_s + lockscopectlProgram() + u"; "_s + line});
}

QJsonObject inspectOn(const QString &host, const QString &path)
{
    return on(host, u"$L inspect --json "_s + path).object();
}

QString at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

bool hasEvidence(const QJsonObject &report, const QString &id)
{
    for (const auto &evidence : report.value(u"evidence"_s).toArray()) {
        if (evidence.toObject().value(u"id"_s).toString() == id)
            return true;
    }
    return false;
}

/// Starts `hold` in the background, and returns when it holds the lock. Its output goes to /run/NAME.
CtlAnswer hold(const QString &host, const QString &name, const QString &arguments)
{
    return on(host, u"setsid sh -c 'sleep 100000 | "_s + lockscopectlProgram() + u" hold --json "_s + arguments +
                        u"' >/run/%1 2>&1 </dev/null & until grep -q acquired /run/%1; do sleep 0.2; done"_s.arg(name));
}

} // namespace

/// A kernel NFS server with two clients. Needs root, qemu, and the packages of an NFS server.
class tst_Nfs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto up = lab(u"up"_s);
        if (up.status == 77)
            QSKIP(up.out.constData());
        QVERIFY2(up.status == 0, up.err.constData());
    }
    void cleanupTestCase() { lab(u"down"_s); }

    void serverNamesTheClient()
    {
        QCOMPARE(hold(u"alpha"_s, u"one"_s, u"zc /mnt/nfs/one.lock"_s).status, 0);
        const auto report = inspectOn(u"srv"_s, u"/srv/share/one.lock"_s);
        QCOMPARE(at(report, "verdict"), u"held"_s);
        QCOMPARE(at(report, "confidence"), u"proved"_s);
        QVERIFY2(at(report, "summary").contains(u"NFS client alpha (10.98.0.2:"), qPrintable(at(report, "summary")));
        QVERIFY(hasEvidence(report, u"nfs-client"_s));
    }
    void otherClientProvesNothing()
    {
        const auto report = inspectOn(u"beta"_s, u"/mnt/nfs/one.lock"_s);
        QCOMPARE(at(report, "verdict"), u"unknown"_s);
        QCOMPARE(report.value(u"fileSystem"_s).toObject().value(u"lockReach"_s).toString(), u"server"_s);
        QCOMPARE(on(u"beta"_s, u"$L run --timeout 0 zc /mnt/nfs/one.lock -- true"_s).status, 1);
    }
    void serverDoesNotKnowClientsOfNfs3()
    {
        QCOMPARE(hold(u"beta"_s, u"three"_s, u"zc /mnt/nfs3/three.lock"_s).status, 0);
        const auto report = inspectOn(u"srv"_s, u"/srv/share/three.lock"_s);
        QCOMPARE(at(report, "verdict"), u"held"_s);
        QVERIFY(at(report, "summary").contains(u"NFS 3 client"));
        QVERIFY(hasEvidence(report, u"nfs-client-unknown"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Nfs)
#include "tst_nfs.moc"

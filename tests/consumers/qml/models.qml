// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Watches a directory, acquires a lock with options in it, and breaks and restores a stale one.
import QtQml
import Lockscope

QtObject {
    id: root

    required property string file
    required property string directory
    required property QtObject helper
    property var steps: []

    function check(condition, step) {
        console.log(step, condition)
        if (!condition)
            Qt.exit(1)
        steps.push(step)
    }

    property LockModel model: LockModel {
        id: model
        paths: ["file://" + root.directory]
        onReadyChanged: {
            if (!ready)
                return
            root.check(count === 0, "ready")
            root.lock.active = true
        }
        onEventOccurred: event => {
            if (event.kind === LockEvent.Kind.Acquired && event.path.endsWith("app.lock") && !root.wasSeen) {
                root.wasSeen = true
                root.check(event.verdict.state === Verdict.State.Held, "event")
                inspection.path = event.path
            }
        }
        onFailed: failure => root.check(false, failure.message)
    }
    property bool wasSeen: false

    property Instantiator rows: Instantiator {
        model: root.model
        delegate: QtObject {
            required property string path
            required property lockVerdict verdict
            required property var evidence
            required property int waiters
            required property lockReport report
        }
    }

    property AsyncLock lock: AsyncLock {
        kind: "zc"
        path: root.file
        options: ({ contentTemplate: "{pid};{hostname}" })
        onAcquired: root.check(Object.keys(options).length === 1, "acquired")
        onFailed: failure => root.check(false, failure.message)
    }

    property LockInspection inspection: LockInspection {
        id: inspection
        onFinished: {
            root.check(report.verdict.state === Verdict.State.Held && report.owner.pid > 0, "inspected")
            root.check(LockKinds.all.some(kind => kind.id === "zc" && kind.description), "kinds")
            root.check(root.rows.count > 0 && root.rows.objectAt(0).report.path === report.path, "rows")
            root.model.filter = "nothing has this name"
            root.check(root.model.count === 0, "filtered")
            root.model.filter = "held"
            root.check(root.model.count === 1, "found")
            breaker.plan(root.helper.makeStale())
        }
    }

    property LockBreaker breaker: LockBreaker {
        id: breaker
        journal: root.directory + "/journal"
        onPlanned: plans => {
            root.check(plans.length === 1 && plans[0].isSafe && plans[0].report.verdict.state === Verdict.State.Stale, "planned")
            execute(plans[0])
        }
        onBroken: lock => {
            root.check(!root.helper.exists(lock.path), "broken")
            undo(lock.id)
        }
        onRestored: lock => {
            root.check(root.helper.exists(lock.path), "restored")
            undo(lock.id)
        }
        onFailed: failure => {
            root.check(failure.code === LockErrc.UnknownBreak, "refused")
            history.file = root.directory + "/none.sqlite"
        }
    }

    property LockHistoryModel history: LockHistoryModel {
        id: history
        onLoaded: {
            if (file.length === 0)
                return
            root.check(count === 0, "history")
            Qt.exit(0)
        }
        onFailed: failure => root.check(false, failure.message)
    }
}

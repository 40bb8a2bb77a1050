// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Two locks of one file: the first is acquired, the second is refused, waits and is cancelled; then the first is lost.
import QtQml
import Lockscope

QtObject {
    id: root

    required property string file
    required property string directory
    required property QtObject helper
    property var reported: []

    function report(word) {
        console.log(word)
        reported.push(word)
    }

    property AsyncLock first: AsyncLock {
        kind: "zc"
        path: root.file
        onAcquired: {
            root.report(held ? "acquired" : "?")
            root.second.acquire()
        }
        onLost: failure => {
            root.report(!held && failure.message.includes("removed") ? "lost" : "?")
            release()
        }
        onReleaseFailed: failure => {
            root.report(failure.code === LockErrc.NotMyLock ? "not mine" : "?")
            Qt.exit(root.reported.join() === "acquired,refused,cancelled,lost,not mine" ? 0 : 1)
        }
    }

    property AsyncLock second: AsyncLock {
        kind: "zc"
        path: root.file
        timeout: 0
        onFailed: failure => {
            if (failure.code === LockErrc.Cancelled) {
                root.report(waiting ? "?" : "cancelled")
                root.helper.remove(root.file)
                return
            }
            root.report(failure.code === LockErrc.AlreadyLocked && failure.path === root.file ? "refused" : "?")
            timeout = -1
            acquire()
            cancel()
        }
    }

    Component.onCompleted: first.acquire()
}

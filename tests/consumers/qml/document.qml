// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Two editors of one document: the second is refused, learns who has it open, and waits until it is free.
import QtQml
import Lockscope

QtObject {
    id: root

    required property string file
    required property string directory
    required property QtObject helper
    property var steps: []

    function step(condition, word) {
        console.log(word, condition)
        if (!condition)
            Qt.exit(1)
        steps.push(word)
    }

    property DocumentLock first: DocumentLock {
        document: "file://" + root.directory + "/report.odt"
        onAcquired: {
            root.step(held, "acquired")
            root.second.acquire()
        }
        onReleased: root.step(!held, "released")
        onFailed: failure => root.step(false, failure.message)
    }

    property DocumentLock second: DocumentLock {
        document: root.directory + "/report.odt"
        onRefused: owner => {
            root.step(owner.program === "consumer" && owner.pid > 0 && owner.user !== "", "refused")
            acquireWhenFree()
            root.first.release()
        }
        onAcquired: {
            root.step(!root.helper.exists(root.directory + "/report.odt") && held, "waited")
            root.helper.remove(root.directory + "/.~lock.report.odt#")
        }
        onLost: {
            root.step(!held, "lost")
            Qt.exit(root.steps.join() === "acquired,refused,released,waited,lost" ? 0 : 1)
        }
        onFailed: failure => root.step(false, failure.message)
    }

    Component.onCompleted: first.acquire()
}

// SPDX-License-Identifier: MIT

import CSpawn
import Foundation
import Glibc

/// Another program while it runs, begun by posix_spawn.
///
/// Foundation's `Process` looks through this process's open files before each start, and where they are more than a
/// thousand, as in a run of all tests at once, it reads beyond the end of the list and now and then ends the whole run.
struct RunningProgram {
    /// One of the three files that a program begins with.
    enum Stream {
        /// Read, or made anew and written.
        case file(String)
        case handle(Int32)
    }

    /// The process's id.
    let number: Int32

    /// Begins a program with these three files open and no others, and with no signal blocked or ignored.
    ///
    /// **Errors**: what the system says where it cannot be begun.
    init(
        _ file: URL, _ arguments: [String], _ environment: [String: String], in folder: URL,
        input: Stream, output: Stream, errors: Stream
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, stream) in [(Int32(0), input), (1, output), (2, errors)] {
            switch stream {
            case .file(let path):
                let flags = target == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
                posix_spawn_file_actions_addopen(&actions, target, path, flags, 0o600)
            case .handle(let handle): posix_spawn_file_actions_adddup2(&actions, handle, target)
            }
        }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, folder.path)
        var attributes = RunningProgram.freshSignals()
        defer { posix_spawnattr_destroy(&attributes) }
        let words = ([file.path] + arguments).map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + variables { free(text) } }
        var number: Int32 = 0
        let result = posix_spawn(&number, file.path, &actions, &attributes, words + [nil], variables + [nil])
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EIO) }
        self.number = number
    }

    /// Waits until it has ended; blocks.
    ///
    /// - Parameter isTime: asked again and again; when it says so, the program is killed at once (SIGKILL).
    /// - Returns: its exit status, or the signal that ended it.
    func end(killWhen isTime: (() -> Bool)? = nil) -> (status: Int32, isKilled: Bool) {
        var state: Int32 = 0
        var result = wait(&state, isPatient: isTime == nil)
        while result == 0 {
            if isTime?() == true { kill(number, SIGKILL) }
            usleep(100)
            result = wait(&state, isPatient: false)
        }
        let signal = state & 0x7F
        return signal == 0 ? (state >> 8 & 0xFF, false) : (signal, true)
    }

    private func wait(_ state: inout Int32, isPatient: Bool) -> Int32 {
        while true {
            let result = waitpid(number, &state, isPatient ? 0 : WNOHANG)
            if result >= 0 || errno != EINTR { return result }
        }
    }

    private static func freshSignals() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }
}

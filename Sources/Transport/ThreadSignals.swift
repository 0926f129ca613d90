// SPDX-License-Identifier: MIT

import Glibc

/// What signals a thread of ours hears.
enum ThreadSignals {
    /// Keeps a server that hangs up from ending the process; libcurl leaves that to us (CURLOPT_NOSIGNAL).
    static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

// SPDX-License-Identifier: MIT

import Foundation
import Glibc

// Spoils documents for FUZZ_SECONDS (600) and reads each in this process, as one of the subjects or as FUZZ_SUBJECT
// (feed, piece, page, markdown). It ends badly on a crash, on over 2 s of CPU for one document or 300 MB of memory, and
// on a result that is not as it must be. FUZZ_CORPUS names a folder with more documents, FUZZ_SEED another run. The
// document at hand lies in FUZZ_LAST, so that a crash can be repeated.

let environment = ProcessInfo.processInfo.environment
let seconds = Double(environment["FUZZ_SECONDS"] ?? "") ?? 600
let seed = UInt64(environment["FUZZ_SEED"] ?? "") ?? 1
let last = URL(filePath: environment["FUZZ_LAST"] ?? NSTemporaryDirectory() + "/cairn-fuzz-last")
let secondLimit = 2.0
let memoryLimit = 300 << 10
let subjects = environment["FUZZ_SUBJECT"].flatMap(Subject.init).map { [$0] } ?? Subject.allCases

func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The most memory that this process has held, in kB.
func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
}

func fail(_ why: String) -> Never {
    print("fuzz: \(why); the document is \(last.path(percentEncoded: false))")
    exit(1)
}

let folders = ["Tests/FeedsTests/Fixtures"] + [environment["FUZZ_CORPUS"]].compactMap(\.self)
let corpus = Corpus.documents(in: folders)
var mutator = Mutator(seed: seed, corpus: corpus)
let startMemory = peakMemory()
let deadline = ContinuousClock.now + .seconds(seconds)
var (count, slowest) = (0, 0.0)
while ContinuousClock.now < deadline {
    let bytes = mutator.next()
    let subject = subjects[mutator.below(subjects.count)]
    try Data(bytes).write(to: last)
    let started = cpuSeconds()
    let complaint = subject.complaint(about: bytes, &mutator)
    let spent = cpuSeconds() - started
    slowest = max(slowest, spent)
    count += 1
    if spent > secondLimit { fail("\(subject): \(spent) s for \(bytes.count) bytes") }
    if peakMemory() - startMemory > memoryLimit { fail("\(subject): over 300 MB") }
    if let complaint { fail("\(subject): \(complaint)") }
}
print(
    "fuzz: \(count) documents of \(corpus.count) in the corpus, seed \(seed), slowest \(slowest) s, all well"
)

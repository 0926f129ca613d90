// SPDX-License-Identifier: MIT

import Feeds
import Foundation
import Glibc
import Model

// Spoils feed documents for FUZZ_SECONDS (600) and reads each in this process. It ends badly on a crash, on over 2 s of
// CPU or 200 MB of memory for one document, and on a result that is no JSON. FUZZ_CORPUS names a folder with more
// documents, FUZZ_SEED another run. The document at hand lies in FUZZ_LAST, so that a crash can be repeated.

let environment = ProcessInfo.processInfo.environment
let seconds = Double(environment["FUZZ_SECONDS"] ?? "") ?? 600
let seed = UInt64(environment["FUZZ_SEED"] ?? "") ?? 1
let last = URL(filePath: environment["FUZZ_LAST"] ?? NSTemporaryDirectory() + "/cairn-fuzz-last")
let secondLimit = 2.0
let memoryLimit = 200 << 10

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

func read(_ bytes: [UInt8], as contentType: String?) -> String {
    let document = FeedDocument(
        bytes: bytes, base: WebAddress("https://blog.example.org/feed"), contentType: contentType)
    do throws(FeedError) {
        return try FeedParser.parse(document).jsonFeed()
    } catch {
        return ParsedFeed.jsonFeed(for: error)
    }
}

func fail(_ why: String) -> Never {
    print("fuzz-feeds: \(why); the document is \(last.path(percentEncoded: false))")
    exit(1)
}

let folders = ["Tests/FeedsTests/Fixtures"] + [environment["FUZZ_CORPUS"]].compactMap(\.self)
let corpus = Corpus.documents(in: folders)
var mutator = Mutator(seed: seed, corpus: corpus)
let types: [String?] = [
    nil, nil, nil, "text/xml; charset=iso-8859-1", "application/json", "text/xml; charset=\"",
]
let startMemory = peakMemory()
let deadline = ContinuousClock.now + .seconds(seconds)
var (count, slowest) = (0, 0.0)
while ContinuousClock.now < deadline {
    let bytes = mutator.next()
    let type = types[mutator.below(types.count)]
    try Data(bytes).write(to: last)
    let started = cpuSeconds()
    let json = read(bytes, as: type)
    let spent = cpuSeconds() - started
    slowest = max(slowest, spent)
    count += 1
    if spent > secondLimit { fail("\(spent) s for \(bytes.count) bytes") }
    if peakMemory() - startMemory > memoryLimit { fail("over 200 MB") }
    if count % 8 == 0, (try? JSONSerialization.jsonObject(with: Data(json.utf8))) == nil { fail("no JSON") }
}
print(
    "fuzz-feeds: \(count) documents of \(corpus.count) in the corpus, seed \(seed), slowest \(slowest) s, all well"
)

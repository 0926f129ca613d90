// SPDX-License-Identifier: MIT

import Testing

@testable import Publishing

/// What is found by number is what would be found by path.
@Suite struct PathNumbersTests {
    @Test func everyPathHasItsNumberAndKeepsIt() {
        var (numbers, plain) = (PathNumbers(), [String: Int]())
        let paths = (0..<3000).map { "items/\($0 % 1500 * 7919 % 3001)/\($0 % 7).html" }
        for path in paths {
            let number = numbers.add(path)
            #expect(number == plain[path, default: plain.count])
            plain[path] = number
        }
        #expect(numbers.count == plain.count && numbers["items/none.html"] == nil && numbers[""] == nil)
        for (path, number) in plain {
            #expect(numbers[path] == number && numbers.path(number) == path)
            #expect(numbers.number(at: PageLinks.number(of: path.utf8)) == number)
        }
        let all = Array(0..<numbers.count)
        #expect(numbers.sorted(all).map { numbers.path($0) } == plain.keys.sorted())
        #expect(numbers.sorted(numbers.sorted(all)) == numbers.sorted(all))
    }

    @Test func twoPathsOfWhichTheSameIsReckonedAreTwoPaths() {
        // A known pair of FNV-1a.
        let (one, other) = ("8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ")
        #expect(PageLinks.number(of: one.utf8) == PageLinks.number(of: other.utf8))
        var numbers = PathNumbers()
        #expect(numbers.add(one) == 0 && numbers[other] == nil)
        #expect(numbers.add(other) == 1 && numbers.add(one) == 0 && numbers.add(other) == 1)
        #expect(numbers[one] == 0 && numbers[other] == 1 && numbers.path(1) == other)
    }

    @Test func aMapFindsWhatADictionaryFinds() {
        var (map, plain) = (NumberMap(), [UInt64: UInt64]())
        var key: UInt64 = 5
        for round in 0..<5000 as Range<UInt64> {
            key = key &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let some = round % 3 == 0 ? round % 50 : key
            map.add(round, under: some)
            if plain[some] == nil { plain[some] = round }
        }
        #expect(map.count == plain.count && plain.allSatisfy { map[$0.key] == $0.value })
        #expect((100..<200).allSatisfy { map[$0] == nil } && NumberMap()[0] == nil)
    }

    @Test func theSumTellsEveryChangeOfAByte() {
        for count in [0, 1, 8, 31, 32, 33, 100] {
            var bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
            let sum = bytes.withUnsafeBytes { MemorySum.of($0) }
            for place in bytes.indices {
                bytes[place] ^= 0x40
                #expect(bytes.withUnsafeBytes { MemorySum.of($0) } != sum)
                bytes[place] ^= 0x40
            }
            #expect((bytes + [0]).withUnsafeBytes { MemorySum.of($0) } != sum)
        }
    }

    @Test(arguments: [
        "../a.html", "b.html", "c/d.html#e", "../../index.html", "../../../x.html", "./a.html", "a//b.html",
        "/a.html", "..",
        "../", "a/../b.html", "", "../.a", "x#y",
    ])
    func whereALinkLeadsIsTheSameByNumber(link: String) throws {
        for page in ["index.html", "topics/one.html", "topics/one/2.html"] {
            var ledger = LinkLedger()
            ledger.note(PublishedFile(path: page, text: "<a href=\"\(link)\">x</a>"))
            let path = link.prefix { $0 != "#" }
            let target = path.isEmpty ? page : LinkLedger.resolve(path, from: page)
            #expect(ledger.links.targets == (target.map { [PageLinks.number(of: $0.utf8)] } ?? []))
            let broken = ledger.broken { $0 != page }
            #expect(broken?.link == (target == page ? nil : link))
        }
    }
}

// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Classification

@Suite struct ExactlyTests {
    @Test(arguments: [
        1e-300, 1e-9, 0.02, 0.5, 0.99, 1, 1.0001, 1.4142135623730951, 2, 3.7, 1000, 1e18, 1e300,
    ])
    func logarithmIsTheSystems(number: Double) {
        #expect(abs(Exactly.log(number) - log(number)) <= 2e-15 * max(1, abs(log(number))))
    }

    @Test(arguments: [-745.0, -700, -20.5, -1, -1e-9, 0, 1e-9, 0.3, 1, 20.5, 700, 709])
    func exponentialIsTheSystems(number: Double) {
        #expect(abs(Exactly.exp(number) - exp(number)) <= 2e-14 * exp(number))
    }

    @Test func edgesAreWhatTheyShouldBe() {
        #expect(Exactly.log(0) == -.infinity && Exactly.log(-1).isNaN)
        #expect(Exactly.exp(800) == .infinity && Exactly.exp(-800) == 0)
        #expect(Exactly.probability(ofLogOdds: 0) == 0.5)
        #expect(Exactly.probability(ofLogOdds: 1000) == 1 && Exactly.probability(ofLogOdds: -1000) == 0)
    }
}

@Suite struct WordsTests {
    private func stems(_ words: [String], in language: String) -> [String] {
        guard let stemmer = Stemmer(language: language) else { return [] }
        return words.map { stemmer.stem($0) }
    }

    private func share(of words: String..., in table: WordFrequencies) -> Double {
        guard let stemmer = Stemmer(language: "en") else { return -1 }
        return table.share(of: words, stemmer: stemmer)
    }

    @Test func formsOfAWordShareTheirStem() {
        #expect(stems(["services", "service"], in: "en-GB") == ["servic", "servic"])
        let french = stems(["numériques", "numérique"], in: "fr")
        #expect(french.count == 2 && french[0] == french[1])
        #expect(stems(["service"], in: "xx") == [])
    }

    @Test func termIsNoCommonerThanItsRarestPair() {
        let table = WordFrequencies(table: "500: servic digit 120: digit_servic 90: design")
        #expect(share(of: "services", in: table) == 0.5)
        #expect(share(of: "digital", "services", in: table) == 0.12)
        #expect(share(of: "digital", "services", "designed", in: table) == 0.01)
        #expect(share(of: "aardvark", in: table) == 0.01)
        #expect(abs(share(of: "services", "with", "design", in: table) - 0.027) < 1e-9)
    }

    @Test func rareWordsSayAllAndWordsOfEveryArticleNothing() {
        #expect(WordFrequencies.specificity(ofShare: 0.001) == 1)
        #expect(WordFrequencies.specificity(ofShare: 1) == 0)
        #expect(abs(WordFrequencies.specificity(ofShare: 0.1) - 0.5) < 1e-9)
    }

    @Test func englishTableIsWhole() {
        #expect(share(of: "government", in: .english) > 0.5)
        #expect(share(of: "open", "source", in: .english) > 0.05)
    }
}

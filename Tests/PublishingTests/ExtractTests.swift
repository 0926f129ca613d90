// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@testable import Publishing

@Suite struct ExtractTests {
    func extract(
        _ licence: Licence, summary: String = "", body: String = "", commercially: Bool = false
    ) -> Extract? {
        Extract(
            of: .sample(.sample(summary: summary, body: body, licence: licence)), commercially: commercially)
    }

    static let sentences = (1...100).map { "Here is the sentence with number \($0)." }.joined(separator: " ")

    @Test(arguments: Licence.known)
    func noLicenceLetsTheWholeArticleOut(licence: Licence) throws {
        let limit = licence.permits(.excerpt, commercially: false) == .yes ? 80 : 50
        let long = try #require(extract(licence, body: ExtractTests.sentences))
        #expect(long.words <= limit && long.words > limit - 10)
        #expect(long.text.hasSuffix("."))
        let short = "One two three four. Five six seven eight. Nine ten eleven twelve."
        #expect(extract(licence, body: short)?.text == "One two three four.")
    }

    @Test(arguments: Licence.known)
    func whereWeEarnMoneyWorkForNoMoneyIsOnlyQuoted(licence: Licence) throws {
        let isOpen = licence.terms.isDisjoint(with: [.nonCommercial, .closed])
        let taken = try #require(extract(licence, body: ExtractTests.sentences, commercially: true))
        #expect(taken.words > (isOpen ? 70 : 40) && taken.words <= (isOpen ? 80 : 50))
    }

    @Test func theSourcesOwnSummaryIsNotCutInHalf() {
        let teaser = "Learn how three councils shared one team and what they would do again."
        #expect(extract(.unknown, summary: teaser)?.text == teaser)
        #expect(extract(.unknown, summary: teaser, body: teaser)?.text == teaser)
    }

    @Test func aSummaryIsPreferredToTheStartOfTheText() {
        let summary = "In this piece we say what we did and why it took so long."
        #expect(extract(.ccBy, summary: summary, body: ExtractTests.sentences)?.text == summary)
    }

    @Test func headingsDoNotRunIntoSentences() {
        let body = "What we saw\nThe form was long.\nWhat we did\n" + ExtractTests.sentences
        let quoted = extract(.ccBy, body: body)?.text
        #expect(quoted?.hasPrefix("The form was long. Here is the sentence") == true)
        #expect(quoted?.contains("What we") == false)
    }

    @Test func withoutASentenceEndThereIsAnEllipsis() throws {
        let words = Array(repeating: "word", count: 500).joined(separator: " ")
        let quoted = try #require(extract(.unknown, body: words))
        #expect(quoted.words == 50 && quoted.text.hasSuffix("word…"))
    }

    @Test func abbreviationsAndNumbersAreNoSentenceEnds() {
        let text =
            "We met Dr. Example and spoke of costs, e.g. Licences and 9.14 per head. Then we went "
            + ExtractTests.sentences
        let cut = extract(.unknown, summary: text)?.text
        #expect(cut?.contains("Dr. Example") == true && cut?.hasSuffix(".") == true)
    }

    @Test func aScriptWithoutSpacesIsCutByLetters() throws {
        let text = String(repeating: "字", count: 100_000)
        #expect(try #require(extract(.unknown, summary: "", body: text + " " + text)).text.count <= 401)
        #expect(extract(.unknown, body: text) == nil)
    }

    @Test(arguments: [
        "Eight words are here in this short text. The post Eight appeared first on Our Blog.",
        "Eight words are here in this short text. […]",
        "Eight words are here in this short text. Read more →",
    ])
    func blogFurnitureIsDropped(summary: String) {
        #expect(
            extract(.ccBy, summary: summary, body: ExtractTests.sentences)?.text
                == "Eight words are here in this short text.")
    }

    @Test func anItemWithoutWordsHasNoExtract() {
        #expect(extract(.ccBy) == nil)
        #expect(extract(.ccBy, body: "Word.") == nil)
    }
}

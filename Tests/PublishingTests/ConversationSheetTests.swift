// SPDX-License-Identifier: MIT

import Foundation
import Model
import TestSupport
import Testing

@testable import Publishing

/// What a mentor and a mentee need for an hour.
@Suite struct ConversationSheetTests {
    @Test func aTopicHasOneWhereSomethingIsApproved() throws {
        let files = try SampleLibrary.files()
        let curriculum = SampleLibrary.curriculum
        let pack = try SampleLibrary.pack()
        for topic in curriculum.topics {
            let has = pack.items.contains { $0.verdict.topics.contains(topic.id) }
            let place = "topics/\(topic.id)/conversation.html"
            if has { #expect(files.contains { $0.path == place }, "\(place)") }
            let page = try #require(files.first { $0.path == "topics/\(topic.id).html" }).text
            #expect(page.contains("\(topic.id)/conversation.html") == files.contains { $0.path == place })
        }
    }

    @Test func byItselfItLeadsNowhereInTheSiteAndHasThreeItemsAtTheMost() throws {
        let items = (1...5).map { number in
            ReviewedItem.sample(
                .sample(
                    guid: "\(number)", title: "T<\(number)>", address: "https://blog.example.org/\(number)"))
        }
        let topic = Topic.sample(questions: ["Why <now>?"])
        let composer = try SiteComposer(site: Site(title: "Cairn"), curriculum: .sample([topic]))
        let files = try composer.conversationFiles(on: topic, from: Publication(items: items))
        #expect(files.map(\.path) == ["\(topic.id).html", "\(topic.id).md", "style.css"])
        let html = files[0].text
        #expect(html.contains("T&lt;") && html.contains("Why &lt;now&gt;?"))
        #expect(html.components(separatedBy: "<article").count == 4)
        #expect(!html.contains("href=\"../") && html.contains("noindex"))
        #expect(try composer.conversationFiles(on: topic, from: Publication()).isEmpty)
    }
}

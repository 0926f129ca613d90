// SPDX-License-Identifier: MIT

import Testing

@testable import Model

@Suite struct CountersTests {
    /// Keys made of these texts are kept for years: what comes out must stay as it is to the letter.
    @Test(arguments: [
        ("No number,  two spaces\n", "No number,  two spaces\n"), ("", ""), ("7", "7 "), (" 12 ", "12 "),
        ("Open data: 12 comments and\n5  books", "Open data: and 5 books "),
        ("posted 3 hours ago by Ann", "posted by Ann "), ("3 Hours AGO.", ""), ("3 hours", "3 hours "),
        ("1,024 views 2.1k likes", ""), ("12th comments 4 (comments)", "12th comments "),
        ("4 4 comments", "4 "), ("Größe 3 Äpfel", "Größe 3 Äpfel "),
        ("2 comments-and-more", "2 comments-and-more "), ("5 views 6 pounds", "6 pounds "),
    ])
    func numbersThatCountGo(text: String, left: String) {
        #expect(Counters.removed(from: text) == left)
    }
}

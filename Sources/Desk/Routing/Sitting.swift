// SPDX-License-Identifier: MIT

import Catalog
import Foundation
import Model
import Storage

/// Somebody at the desk at one moment, whether they came by a page or a program asks for them.
///
/// What decides and changes things takes one, so that pages and the API do the same.
struct Sitting: Sendable {
    /// Who.
    let person: Person
    /// When, UTC.
    let now: Date
    let tools: DeskTools

    var store: Store { tools.store }
    var holdings: Holdings { tools.holdings() }
    /// Under what name the audit log keeps what is done.
    var author: AuditEntry.Author { .init(person) }
    /// Under what name verdicts are signed.
    var signature: Verdict.Signature { .init(name: person.name, time: now) }

    /// The moment that lies some days back.
    func back(_ days: Int) -> Date { now.addingTimeInterval(-Double(days) * 86_400) }
}

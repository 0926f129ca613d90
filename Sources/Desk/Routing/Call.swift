// SPDX-License-Identifier: MIT

import Foundation
import HTTPTypes
import Hummingbird
import Model
import Pages
import Storage

/// One request to the desk, read.
struct Call: Sendable {
    let request: Request
    /// What the path says where its pattern has names.
    let parameters: Parameters
    /// What was filled in; empty for a page.
    let form: FormFields
    /// What stands after the `?`.
    let query: FormFields
    /// When it came, UTC.
    let now: Date
    /// Whence it comes, as far as that is known.
    let address: String
    /// What opens the session, or for whoever is not signed in what ties forms to this browser.
    let key: AccessKey
    /// Who is signed in.
    let session: DeskSession?
    let tools: DeskTools

    var store: Store { tools.store }

    /// The part of the path that a name stands for.
    ///
    /// **Errors**: `DeskError.notFound`.
    func parameter(_ name: String) throws -> String {
        guard let text = parameters.get(name), let plain = text.removingPercentEncoding else {
            throw DeskError.notFound
        }
        return plain
    }

    /// What every form must send along.
    var formProof: String { key.proof(of: Call.forms) }

    /// Whether a form was made by a page of ours for this browser and session.
    func hasItsProof(_ proof: String) -> Bool { key.confirms(proof, of: Call.forms) }

    private static let forms = "forms"
}

/// One request of somebody who is signed in and may ask it.
struct Visit: Sendable {
    let call: Call
    /// Who asks.
    let person: Person

    var form: FormFields { call.form }
    var query: FormFields { call.query }
    /// When, UTC.
    var now: Date { call.now }
    var tools: DeskTools { call.tools }
    var store: Store { call.store }
    /// Who, when and where, without the form: for what programs can do too.
    var sitting: Sitting { Sitting(person: person, now: now, tools: tools) }
    /// Under what name the audit log keeps what is done.
    var author: AuditEntry.Author { sitting.author }
    /// Under what name verdicts are signed.
    var signature: Verdict.Signature { sitting.signature }

    /// The part of the path that a name stands for.
    ///
    /// **Errors**: `DeskError.notFound`.
    func parameter(_ name: String) throws -> String { try call.parameter(name) }
}

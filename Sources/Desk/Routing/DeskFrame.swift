// SPDX-License-Identifier: MIT

import Foundation
import Hummingbird
import HummingbirdCore
import Model
import Pages

/// What all pages know beside their own values; templates name these properties.
struct DeskFrame: Sendable {
    /// Before every address: `href="{{root}}desk/people"`.
    let root: String
    /// What the library is called.
    let site: String
    /// The page's own title.
    let title: String
    let navigation: [DeskNavigation.Link]
    /// The name of who is signed in.
    let me: String?
    /// What every form must send along: `{{> csrf}}`.
    let csrf: String
    /// What was just done.
    let notice: String?
    let errors: [FieldError]
    let hasErrors: Bool
    /// `on` or `off`.
    let keys: String
    /// The version of style sheet and script, so that browsers may keep them.
    let version: String
    /// The main part.
    var main = TrustedHTML(plain: "")

    init(_ page: WebPage, _ call: Call) {
        let session = call.session
        let root = call.tools.door.root
        self.root = root
        site = call.tools.title
        title = page.title
        let path = String(call.request.uri.path.drop { $0 == "/" })
        navigation = session.map { DeskNavigation.links(for: $0.person, at: path, root: root) } ?? []
        me = session?.person.name
        csrf = call.formProof
        notice = session?.notice
        errors = page.errors
        hasErrors = !page.errors.isEmpty
        keys = session?.person.usesKeys ?? false ? "on" : "off"
        version = DeskFiles.version
    }
}

// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages

/// The files of `Templates`: what pages are made of, compiled in.
enum DeskFiles {
    /// Every template by its name; a new one is one line here.
    static let templates: [String: [UInt8]] = [
        // The frame and its parts.
        "layout": PackageResources.layout_mustache,
        "csrf": PackageResources.csrf_mustache,
        "field": PackageResources.field_mustache,
        "steps": PackageResources.steps_mustache,
        "outlook": PackageResources.outlook_mustache,
        "coverage": PackageResources.coverage_mustache,
        "undo": PackageResources.undo_mustache,
        "deciding": PackageResources.deciding_mustache,
        // Pages.
        "queue": PackageResources.queue_mustache,
        "item": PackageResources.item_mustache,
        "several": PackageResources.several_mustache,
        "conflict": PackageResources.conflict_mustache,
        "history": PackageResources.history_mustache,
        "sources": PackageResources.sources_mustache,
        "source": PackageResources.source_mustache,
        "source-add": PackageResources.source_add_mustache,
        "source-found": PackageResources.source_found_mustache,
        "source-import": PackageResources.source_import_mustache,
        "rules": PackageResources.rules_mustache,
        "rule": PackageResources.rule_mustache,
        "topics": PackageResources.topics_mustache,
        "topic": PackageResources.topic_mustache,
        "topic-split": PackageResources.topic_split_mustache,
        "topic-merge": PackageResources.topic_merge_mustache,
        "works": PackageResources.works_mustache,
        "definition": PackageResources.definition_mustache,
        "work": PackageResources.work_mustache,
        "work-preview": PackageResources.work_preview_mustache,
        "home": PackageResources.home_mustache,
        "people": PackageResources.people_mustache,
        "person-link": PackageResources.person_link_mustache,
        "sign-in": PackageResources.sign_in_mustache,
        "link": PackageResources.link_mustache,
        "welcome": PackageResources.welcome_mustache,
        "account": PackageResources.account_mustache,
        "token": PackageResources.token_mustache,
        "audit": PackageResources.audit_mustache,
        "keys": PackageResources.keys_mustache,
        "trouble": PackageResources.trouble_mustache,
    ]

    /// Changes with the style sheet and the script.
    static let version = String(
        Digest.hex(PackageResources.desk_css + PackageResources.print_css + PackageResources.desk_js).prefix(
            12))

    static let routes: [DeskRoute] = [
        .open(get: "desk/desk.css") { _ in file(PackageResources.desk_css, "text/css; charset=utf-8") },
        .open(get: "desk/print.css") { _ in file(PackageResources.print_css, "text/css; charset=utf-8") },
        .open(get: "desk/desk.js") { _ in file(PackageResources.desk_js, "text/javascript; charset=utf-8") },
    ]

    private static func file(_ bytes: [UInt8], _ type: String) -> DeskAnswer {
        .plain(
            Response(
                status: .ok,
                headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes))))
    }
}

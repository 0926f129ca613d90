// SPDX-License-Identifier: MIT

import HTTPTypes
import Hummingbird
import Model
import NIOCore
import Pages

/// Every address of the reading room; a new page is one line here.
enum RoomRoutes {
    static let all: [RoomRoute] =
        RoomFiles.routes + SubscribePage.routes + ConfirmPage.routes + UnsubscribePage.routes
        + ChoicesPage.routes + ReadPage.routes + OwnDataPages.routes + ReadingHome.routes + EnterPage.routes
        + SearchPage.routes + PathPage.routes + StepPage.routes + PathRecord.routes + AnswersPage.routes
        + ReaderDataPages.routes + SetListPage.routes + SetPage.routes + SignUpConfirmPage.routes
        + GroupPage.routes + SuggestPage.routes

    /// The largest form, bytes.
    static let bodyLimit = 64 * 1024
}

/// The files of `Templates`: what pages are made of, compiled in.
enum RoomFiles {
    /// Every template by its name; a new one is one line here.
    static let templates: [String: [UInt8]] = [
        "layout": PackageResources.layout_mustache,
        "csrf": PackageResources.csrf_mustache,
        "choosing": PackageResources.choosing_mustache,
        "subscribe": PackageResources.subscribe_mustache,
        "message": PackageResources.message_mustache,
        "confirm": PackageResources.confirm_mustache,
        "unsubscribe": PackageResources.unsubscribe_mustache,
        "choices": PackageResources.choices_mustache,
        "read": PackageResources.read_mustache,
        "own": PackageResources.own_mustache,
        "search": PackageResources.search_mustache,
        "ask": PackageResources.ask_mustache,
        "enter": PackageResources.enter_mustache,
        "reading": PackageResources.reading_mustache,
        "unfollowed": PackageResources.unfollowed_mustache,
        "leave": PackageResources.leave_mustache,
        "path": PackageResources.path_mustache,
        "step": PackageResources.step_mustache,
        "record": PackageResources.record_mustache,
        "answers": PackageResources.answers_mustache,
        "readerdata": PackageResources.readerdata_mustache,
        "sets": PackageResources.sets_mustache,
        "set": PackageResources.set_mustache,
        "signup": PackageResources.signup_mustache,
        "group": PackageResources.group_mustache,
        "suggest": PackageResources.suggest_mustache,
    ]

    /// The site's style sheet and the room's.
    static func sheet(below site: String) -> String {
        site + "\n" + String(decoding: PackageResources.room_css, as: UTF8.self)
    }

    static let routes: [RoomRoute] = [
        .get("reading/room.css") { call in
            .plain(
                Response(
                    status: .ok,
                    headers: [
                        .contentType: "text/css; charset=utf-8",
                        .cacheControl: "public, max-age=31536000, immutable",
                    ], body: .init(byteBuffer: ByteBuffer(string: sheet(below: call.tools.style)))))
        }
    ]
}

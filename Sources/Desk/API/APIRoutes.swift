// SPDX-License-Identifier: MIT

/// Everything that programs can ask; a new route is one entry here.
enum APIRoutes {
    static let all: [APIRoute] =
        QueueAPI.routes + DecisionAPI.routes + DraftAPI.routes + TogetherAPI.routes + LibraryAPI.routes
        + PeopleAPI.routes
}

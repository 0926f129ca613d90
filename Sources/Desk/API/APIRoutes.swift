// SPDX-License-Identifier: MIT

/// Everything that programs can ask; a new route is one entry here.
enum APIRoutes {
    static let all: [APIRoute] =
        QueueAPI.routes + DecisionAPI.routes + DraftAPI.routes + TogetherAPI.routes
        + CurriculumAPI.routes + SourceAPI.routes + RuleAPI.routes + TopicAPI.routes + WorkAPI.routes
        + DefinitionAPI.routes
        + ChangeAPI.routes + MyAPI.routes + PeopleAPI.routes
}

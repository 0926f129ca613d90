// SPDX-License-Identifier: MIT

/// Every address of the desk; a new page is one line here.
enum DeskRoutes {
    static let all: [DeskRoute] =
        DeskFiles.routes + SignInPages.routes + WelcomePage.routes + HomePage.routes + KeysPage.routes
        + PeoplePages.routes + AccountPage.routes + TokenPages.routes + AuditPage.routes
        + QueueListPage.routes + BulkPages.routes + DecisionPage.routes
        + DecisionActions.routes + DraftActions.routes + HistoryPage.routes + ArticleFrame.routes
        + SourceListPage.routes + SourceAddPage.routes + SourceImportPage.routes + SourcePage.routes
        + CuratedFiles.routes + RuleListPage.routes + RulePage.routes + TopicListPage.routes
        + TopicPage.routes
        + TopicReshaping.routes + WorkListPage.routes + DefinitionPage.routes + WorkPage.routes
        + WorkInHand.routes + WorkPreview.routes
}

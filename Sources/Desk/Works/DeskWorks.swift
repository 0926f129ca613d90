// SPDX-License-Identifier: MIT

public import Model

/// What makes packs, paths and issues and publishes them; it belongs to runs, which the desk does not know.
public struct DeskWorks: Sendable {
    /// The sections of the pack that a theme would become; empty for none.
    let compose: @Sendable (Theme) async throws -> [ReadingSection]
    /// Drafts the next issue of a newsletter; says why where there is none.
    let draft: @Sendable (Newsletter) async throws -> String?
    /// How a work will look; nil where there is nothing in it.
    let preview: @Sendable (DeskPreview.Subject) async throws -> DeskPreview?
    /// Publishes all that is approved, and says in a sentence what came of it.
    let publish: @Sendable () async throws -> String
    /// The style sheet of what is published.
    let style: String

    /// Takes all as it is.
    public init(
        compose: @escaping @Sendable (Theme) async throws -> [ReadingSection],
        draft: @escaping @Sendable (Newsletter) async throws -> String?,
        preview: @escaping @Sendable (DeskPreview.Subject) async throws -> DeskPreview?,
        publish: @escaping @Sendable () async throws -> String, style: String
    ) {
        self.compose = compose
        self.draft = draft
        self.preview = preview
        self.publish = publish
        self.style = style
    }
}

/// A work as it will go out.
public struct DeskPreview: Sendable {
    /// Its page.
    public let html: String
    /// The same in Markdown.
    public let markdown: String
    /// The same as mail, where it goes out as mail.
    public let mail: Mail?

    /// A work as mail.
    public struct Mail: Sendable {
        /// Its subject.
        public let subject: String
        /// Its plain text.
        public let text: String
        /// Its HTML.
        public let html: String
        /// What is wrong with it, such as its size; nil where nothing is.
        public let problem: String?

        /// Holds what it is given.
        public init(subject: String, text: String, html: String, problem: String? = nil) {
            self.subject = subject
            self.text = text
            self.html = html
            self.problem = problem
        }
    }

    /// Holds what it is given.
    public init(html: String, markdown: String, mail: Mail? = nil) {
        self.html = html
        self.markdown = markdown
        self.mail = mail
    }

    /// What is shown.
    public enum Subject: Sendable {
        /// The pack of a theme.
        case pack(Theme)
        /// A learning path.
        case path(LearningPath)
        /// An issue, as if it were approved.
        case issue(Issue)
    }
}

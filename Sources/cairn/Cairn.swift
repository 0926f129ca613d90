// SPDX-License-Identifier: MIT

import ArgumentParser
import CMalloc

/// The command line: from a feed to a pack and a newsletter issue.
@main struct Cairn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cairn",
        abstract:
            "Gather what a sector publishes, sort it by what leaders should learn, decide, and publish.",
        discussion: """
            Examples:
              cairn demo                                   the whole way on the bundled sample
              cairn init mylibrary --sample                start a library with curriculum and themes
              cairn collect && cairn classify              fetch feeds, suggest topics
              cairn review list                            what waits for a decision
              cairn publish                                packs and issues to curated/published
              cairn run                                    everything that is due (for cron)

            Exit status: 0 all well, 1 done but something needs a person, 2 could not be done, 64 wrong usage.
            Documentation: https://example.org/cairn and docs/ beside the source.
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, DemoCommand.self, CheckCommand.self, FeedCommand.self, ArticleCommand.self,
            SanitizeCommand.self, MarkdownCommand.self,
            CollectCommand.self, EnrichCommand.self, ItemCommand.self, ClassifyCommand.self,
            ModelCommand.self,
            RuleCommand.self, TopicCommand.self, ChangeCommand.self, ReviewCommand.self,
            PublishCommand.self,
            NewsletterCommand.self, SubscriberCommand.self, ReaderCommand.self, GroupCommand.self,
            BounceCommand.self,
            SetCommand.self, MentorCommand.self,
            RunCommand.self,
            WorkCommand.self, ServeCommand.self, UserCommand.self, BackupCommand.self, RestoreCommand.self,
            ExportCommand.self,
            ImportCommand.self,
            CurriculumCommand.self, CompletionsCommand.self,
        ])

    static func main() async {
        keepFreedMemory()
        await main(GlobalOptions.movedBehindCommand(Array(CommandLine.arguments.dropFirst())))
    }

    /// Each document takes some memory and gives it back; the next one shall not have to ask the system for it again.
    ///
    /// **Units**: blocks below 8 MB come from the heap, which grows by 16 MB, and up to 32 MB of it stay for later.
    private static func keepFreedMemory() {
        cairn_keep_freed_memory(8 << 20, 32 << 20, 16 << 20)
    }
}

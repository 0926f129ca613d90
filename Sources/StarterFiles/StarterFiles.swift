// SPDX-License-Identifier: MIT

import Foundation
import PackagePlugin

/// Compiles the repo's own `curated/` and `feeds/` into `cairn`, so that one binary can start a library anywhere.
@main struct StarterFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let folders = [
            "curated/curriculum", "curated/themes", "curated/paths", "curated/newsletters", "feeds",
        ]
        let files = folders.flatMap { publicFiles(in: root.appending(path: $0)) }
        let output = context.pluginWorkDirectoryURL.appending(path: "Starter.swift")
        let names = files.map { String($0.path.dropFirst(root.path.count + 1)) }
        return [
            .buildCommand(
                displayName: "Packing the starter library",
                executable: try context.tool(named: "pack-starter").url,
                arguments: [root.path, output.path] + names, inputFiles: files, outputFiles: [output])
        ]
    }

    private func publicFiles(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().filter { name in
            ["md", "opml", "xml", "json"].contains((name as NSString).pathExtension) && !name.hasPrefix(".")
        }.map { folder.appending(path: $0) }
    }
}

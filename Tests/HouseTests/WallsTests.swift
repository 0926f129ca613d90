// SPDX-License-Identifier: MIT

import Testing

/// The walls of the house: docs/design.md, section 2.
@Suite struct WallsTests {
    private let manifest = House.manifest

    @Test func theManifestIsReadWhole() {
        #expect(manifest["cairn"]?.kind == "executableTarget")
        #expect(manifest["Feeds"]?.dependencies == ["Model", "Transport", "Markup"])
        #expect(manifest["Storage"]?.dependencies.contains("GRDB") == true)
        #expect(manifest["TestSupport"]?.path == "Tests/TestSupport")
        #expect(manifest.targets.count { $0.kind == "systemLibrary" } >= 5)
        #expect(House.swiftFiles.count > 150)
    }

    @Test func everyFileBelongsToATarget() {
        let homeless = House.swiftFiles.filter { $0.target == nil }.map(\.path)
        #expect(homeless == [])
    }

    @Test func everyImportIsADeclaredDependency() {
        for file in House.swiftFiles {
            guard let target = file.target else { continue }
            for found in file.imports where !House.toolchain.contains(found.module) {
                #expect(
                    target.dependencies.contains(found.module),
                    "\(file.place(found.line)): \(target.name) imports \(found.module), which it does not declare"
                )
            }
        }
    }

    @Test func everyDeclaredDependencyIsImported() {
        for target in manifest.targets where !House.tools.contains(target.name) {
            let files = House.swiftFiles.filter { $0.target?.name == target.name }
            if files.isEmpty { continue }
            let imported = Set(files.flatMap { $0.imports.map(\.module) })
            let idle = target.dependencies.subtracting(imported).subtracting(["cairn"]).sorted()
            #expect(idle == [], "\(target.name) declares what it never imports")
        }
    }

    @Test func everyTargetStandsOnAFloor() {
        let homeless = manifest.targets.filter { !$0.isTest && !House.tools.contains($0.name) }
            .filter { House.floor(of: $0.name) == nil }.map(\.name)
        #expect(homeless == [])
    }

    @Test func arrowsGoDownAndRoomsOnOneFloorAreStrangers() {
        for target in manifest.targets {
            guard let floor = House.floor(of: target.name) else { continue }
            for name in target.dependencies.sorted() {
                guard let other = House.floor(of: name) else { continue }
                if House.sideways.contains([target.name, name]) { continue }
                #expect(other != floor, "\(target.name) and \(name) are on one floor")
                #expect(other <= floor, "\(target.name) (floor \(floor)) leans on \(name) (floor \(other))")
            }
        }
    }

    @Test func noSourceImportsWhatTestsShare() {
        for file in House.sources {
            for found in file.imports {
                #expect(!["TestSupport", "Testing"].contains(found.module), "\(file.place(found.line))")
            }
        }
        for target in manifest.targets where !target.isTest {
            #expect(!target.dependencies.contains("TestSupport"), "\(target.name)")
        }
    }

    @Test func theDesignNamesEveryRoom() throws {
        guard let design = try? House.text(of: "docs/design.md") else { return }
        let rows = design.split(separator: "\n").filter { $0.hasPrefix("| ") }
        for target in manifest.targets where !target.isTest && target.kind != "systemLibrary" {
            if House.tools.contains(target.name) { continue }
            #expect(rows.contains { $0.hasPrefix("| \(target.name) |") }, "no row for \(target.name)")
        }
    }
}

// SPDX-License-Identifier: MIT

/// The folder that readers see, and the names beside it that a run uses.
struct FolderPlace {
    /// The folder in which it lies.
    let parent: String
    /// The folder itself.
    let target: String
    /// The files to come; after an exchange, the former files.
    let next: String
    /// What is kept from build to build; nil where nothing is.
    let kept: String?
    /// What the last build knew.
    var memory: String? { kept.map { $0 + "/memory" } }

    /// The former files, on systems that cannot exchange two folders in one step.
    private let former: String
    /// What a run of former versions may have left.
    private let leftover: String

    init(_ path: String, isRemembering: Bool) throws(PublishingError) {
        let whole = Disk.resolved(path)
        guard let slash = whole.lastIndex(of: "/"), whole.index(after: slash) < whole.endIndex else {
            throw .unusableName(path)
        }
        parent = slash == whole.startIndex ? "/" : String(whole[..<slash])
        let name = whole[whole.index(after: slash)...]
        let folder = parent == "/" ? "" : parent
        target = "\(folder)/\(name)"
        leftover = "\(folder)/.\(name)-next"
        former = "\(folder)/.\(name)-former"
        kept = isRemembering ? "\(folder)/.\(name)-kept" : nil
        next = kept.map { $0 + "/twin" } ?? leftover
        try Disk.makeFolders(parent)
    }

    /// Ends what a killed run began.
    func settle() throws(PublishingError) {
        if Disk.exists(former) {
            if Disk.exists(target) {
                try Disk.remove(former)
            } else {
                try Disk.rename(former, to: target)
            }
        }
        if Disk.exists(leftover) { try Disk.remove(leftover) }
    }

    /// Makes the folder for what is kept, which is for nobody else.
    func makeKept() throws(PublishingError) {
        guard let kept, !Disk.isFolder(kept) else { return }
        try Disk.makeFolder(kept, mode: 0o700)
    }

    /// Puts the new files in the place of the former ones, which are at ``next`` afterwards; false where there were none.
    func swap() throws(PublishingError) -> Bool {
        guard Disk.exists(target) else {
            try Disk.rename(next, to: target)
            try Disk.sync(parent)
            return false
        }
        if try !Disk.exchange(next, target) {
            try Disk.rename(target, to: former)
            try Disk.rename(next, to: target)
            try Disk.sync(parent)
            try Disk.rename(former, to: next)
        }
        try Disk.sync(parent)
        return true
    }
}

// SPDX-License-Identifier: MIT

/// Makes foreign HTML safe to show beside ours: it is read as browsers read it and written anew.
///
/// ```swift
/// let cleaner = HTMLCleaner()
/// try cleaner.clean(fragment: "<p onclick=x()>Hi <a href=javascript:y()>there</a><script>z()</script>")
/// // <p>Hi there</p>
/// ```
///
/// Nothing of the source is copied: what comes out is built from the tree by a list of what is allowed. Text is kept
/// where an element is not; scripts, styles, drawings, formulas and whatever stands in form fields are left out whole.
/// There are no ids, names, styles or handlers. Links have `rel="nofollow noopener"`; images are loaded late, without
/// saying where they are shown, and never from `data:`; images of one pixel are left out.
///
/// **Shape**: a fragment of the body of a page, well nested, at most about a hundred elements deep. Browsers read it
/// back as the very tree that was meant, so cleaning it again changes nothing. The time is linear in the input.
/// **Source**: the HTML standard, sections 4 (what may stand where) and 13.2 (how it is read).
public struct HTMLCleaner: Sendable {
    let resolve: (@Sendable (String) -> String?)?
    let limits: HTMLTree.Limits

    /// A cleaner that asks `resolve` for each address it meets.
    ///
    /// **Shape**: `resolve` makes an address absolute, or refuses it with nil; it gets the address without the white
    /// space that browsers ignore. Whatever it gives must still be `http`, `https`, for links also `mailto`, or have no
    /// scheme. Without it addresses stay as they are.
    public init(
        resolve: (@Sendable (String) -> String?)? = nil,
        limits: HTMLTree.Limits = HTMLTree.Limits(nodes: 500_000)
    ) {
        self.resolve = resolve
        self.limits = limits
    }

    /// The fragment, cleaned.
    ///
    /// **Errors**: ``HTMLError`` when a limit is passed.
    public func clean(fragment: String) throws(HTMLError) -> String {
        let tree = try HTMLTree(fragment: fragment, limits: limits)
        var cleaning = HTMLCleaning(tree, resolve: resolve)
        cleaning.takeChildren(of: tree.root)
        return cleaning.text
    }

    /// What becomes of an element that is not treated as all of its name are.
    public enum Exception: Hashable, Sendable {
        /// It is left out with all that is in it.
        case leaveOut
        /// It is left out, what is in it is kept; also of `noscript`, which browsers read only without scripts.
        case unwrap
        /// It is an image with this address in place of its own.
        case image(address: String)
    }

    /// Some nodes of a tree with all that is in them, cleaned, one after the other.
    ///
    /// **Shape**: `exception` is asked once for each element that is looked at. No exception lets through what is not
    /// allowed: what it keeps is cleaned like the rest.
    public func clean(
        _ tree: HTMLTree, nodes: [HTMLTree.Node], exception: (HTMLTree.Node) -> Exception? = { _ in nil }
    ) -> String {
        withoutActuallyEscaping(exception) { exception in
            var cleaning = HTMLCleaning(tree, resolve: resolve, exception: exception)
            for node in nodes { cleaning.take(node) }
            return cleaning.text
        }
    }
}

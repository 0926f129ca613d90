// SPDX-License-Identifier: MIT

import CSodium
import Dispatch
import Synchronization

/// Hashes passwords so that guessing one from a stolen table takes years (argon2id).
///
/// A hash takes 64 MiB and some 100 ms of a core, on a thread of its own: one at a time, so that many tries to sign in at
/// once do not eat the machine.
///
/// **Source**: RFC 9106; libsodium's `crypto_pwhash_str`.
public final class Passwords: Sendable {
    private let queue = DispatchQueue(label: "cairn.passwords")
    private let waiting = Mutex(0)
    /// How many may wait; whoever comes later is told to try again.
    private let places: Int

    /// - Parameter places: how many may wait at one time.
    public init(places: Int = 32) { self.places = places }

    /// The fewest and the most characters of a password.
    public static let length = 12...200

    /// What is wrong with a password that somebody wants to set; nil for a good one.
    ///
    /// - Parameter name: of its person, which it must not be.
    ///
    /// **Source**: NIST SP 800-63B: long, not one that everybody tries first, and no rules about kinds of characters.
    public static func objection(to password: String, of name: String) -> String? {
        if password.count < length.lowerBound {
            return "Enter a password of \(length.lowerBound) characters or more"
        }
        if password.count > length.upperBound || password.utf8.count > 1000 {
            return "Enter a password of \(length.upperBound) characters or fewer"
        }
        let letters = password.lowercased().filter { !$0.isWhitespace }
        let isName = letters.contains(name.lowercased().filter { !$0.isWhitespace }) && letters.count < 20
        if Set(letters).count < 5 || isName || guessedFirst.contains(where: letters.hasPrefix) {
            return "Enter a password that is harder to guess, such as four words that do not belong together"
        }
        return nil
    }

    /// A hash of a password, with its salt and cost in it.
    ///
    /// **Errors**: ``PasswordError``.
    public func hash(_ password: String) async throws(PasswordError) -> String {
        let found = try await work { Passwords.hashed(password) }
        guard let found else { throw .noMemory }
        return found
    }

    /// Whether a password is the one that a hash was made of.
    ///
    /// - Parameter hash: nil for an account that there is none of, which takes as long.
    ///
    /// **Errors**: ``PasswordError``.
    public func confirms(_ password: String, hash: String?) async throws(PasswordError) -> Bool {
        try await work {
            let isRight = Passwords.isRight(password, Passwords.padded(hash ?? Passwords.nobody))
            return isRight && hash != nil
        }
    }

    private func work<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async throws(PasswordError) -> Value {
        let isIn = waiting.withLock { waiting in
            guard waiting < places else { return false }
            waiting += 1
            return true
        }
        guard isIn else { throw .busy }
        defer { waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { waiter in
            queue.async { waiter.resume(returning: work()) }
        }
    }

    private static let guessedFirst = [
        "password", "passwort", "letmein", "iloveyou", "qwertyuiop", "qwerty123", "asdfghjkl", "1q2w3e4r",
        "123456789", "abcdefgh", "abc123", "administrator", "welcome", "changeme", "correcthorsebattery",
        "cairncairn",
    ]
}

/// Why a password was neither hashed nor checked.
public enum PasswordError: Error, Hashable {
    /// Too many are at it.
    case busy
    /// There was no memory for it.
    case noMemory
}

private extension Passwords {
    static let cost = (time: UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), memory: 64 * 1024 * 1024)

    /// The hash of a password that nobody knows.
    static let nobody: String = {
        var bytes = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&bytes, bytes.count)
        return hashed(bytes.map { String($0) }.joined()) ?? ""
    }()

    static func hashed(_ password: String) -> String? {
        var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        guard crypto_pwhash_str(&out, password, UInt64(password.utf8.count), cost.time, cost.memory) == 0
        else { return nil }
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func isRight(_ password: String, _ hash: [CChar]) -> Bool {
        crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
    }

    /// libsodium reads a hash at its full length.
    static func padded(_ hash: String) -> [CChar] {
        let text = hash.utf8.prefix(Int(crypto_pwhash_STRBYTES) - 1).map { CChar(bitPattern: $0) }
        return text + [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES) - text.count)
    }
}

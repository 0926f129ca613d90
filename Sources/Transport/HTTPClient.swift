// SPDX-License-Identifier: MIT

public import Model

/// Gets documents and sends forms over HTTP.
///
/// Done by `CurlHTTPClient`; replaced in tests.
public protocol HTTPClient: Sendable {
    /// Gets one document, following redirects as far as the limits and the request allow.
    ///
    /// - Returns: the last answer, whatever its status; the body is empty for a status without one.
    /// - Throws: `TransferError` when there is no whole answer.
    func get(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse

    /// Sends a form; a redirect is the answer and not followed.
    ///
    /// - Throws: `TransferError` when there is no whole answer.
    func post(_ form: HTTPForm) async throws(TransferError) -> HTTPResponse
}

/// A form to send to a server.
///
/// **Source**: the URL standard, section 5.2 (application/x-www-form-urlencoded).
public struct HTTPForm: Hashable, Sendable {
    /// Where it goes.
    public let address: WebAddress
    /// What it says, in order.
    public let fields: [Field]

    /// One entry of a form.
    public struct Field: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: String

        /// Holds what it is given.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Holds what it is given.
    public init(address: WebAddress, fields: [Field]) {
        self.address = address
        self.fields = fields
    }

    /// The form as it is sent: ASCII.
    var encoded: String {
        fields.map { HTTPForm.encode($0.name) + "=" + HTTPForm.encode($0.value) }.joined(separator: "&")
    }

    private static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "*"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What to ask a server for.
public struct HTTPRequest: Hashable, Sendable {
    /// Where the document is.
    public let address: WebAddress
    /// Further header fields, in order; none may hold a line break.
    public let fields: [HTTPField]
    /// Whether redirects are followed; where not, a redirect is the answer.
    public let followsRedirects: Bool
    /// The pause that the host wants between two requests; nil where it does not say.
    ///
    /// The longer of this and our own counts.
    public let pause: Duration?
    /// Whether the document itself is wanted; where not, only what the server says of it is asked for (HEAD).
    public let wantsBody: Bool

    /// Holds what it is given.
    public init(
        address: WebAddress, fields: [HTTPField] = [], followsRedirects: Bool = true, pause: Duration? = nil,
        wantsBody: Bool = true
    ) {
        self.address = address
        self.fields = fields
        self.followsRedirects = followsRedirects
        self.pause = pause
        self.wantsBody = wantsBody
    }
}

/// One header field.
public struct HTTPField: Hashable, Sendable {
    /// Its name; case does not matter.
    public let name: String
    /// Its value, without white space around it.
    public let value: String

    /// Holds what it is given.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Whether it has a name, in any case.
    func isNamed(_ name: String) -> Bool {
        self.name.utf8.elementsEqual(name.utf8) { HTTPField.lowered($0) == HTTPField.lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

/// What a server answered.
public struct HTTPResponse: Hashable, Sendable {
    /// The status of the last answer.
    public let status: Int
    /// The header fields of the last answer, in order.
    public let fields: [HTTPField]
    /// The document, decompressed.
    public let body: [UInt8]
    /// Where the last answer came from.
    public let address: WebAddress
    /// The redirects that led there, in order.
    public let redirects: [Redirect]

    /// One redirect on the way.
    public struct Redirect: Hashable, Sendable {
        /// Its status: 301, 302, 303, 307 or 308.
        public let status: Int
        /// Where it led.
        public let target: WebAddress

        /// Holds what it is given.
        public init(status: Int, target: WebAddress) {
            self.status = status
            self.target = target
        }
    }

    /// Holds what it is given.
    public init(
        status: Int, fields: [HTTPField], body: [UInt8], address: WebAddress, redirects: [Redirect] = []
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.address = address
        self.redirects = redirects
    }

    /// Where the document has moved for good: the end of an unbroken chain of permanent redirects from the first on.
    public var permanentAddress: WebAddress? {
        redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.target
    }

    /// The value of the last field with a name.
    public func field(_ name: String) -> String? {
        fields.last { $0.isNamed(name) }?.value
    }
}

/// How far one transfer may go.
public struct HTTPLimits: Hashable, Sendable {
    /// The largest document, bytes after decompression.
    public let bodyBytes: Int
    /// The longest time for one answer.
    public let time: Duration
    /// The most redirects.
    public let redirects: Int
    /// The largest header, bytes.
    public let headerBytes: Int

    /// Holds what it is given.
    public init(
        bodyBytes: Int = 10 * 1024 * 1024, time: Duration = .seconds(30), redirects: Int = 5,
        headerBytes: Int = 64 * 1024
    ) {
        self.bodyBytes = bodyBytes
        self.time = time
        self.redirects = redirects
        self.headerBytes = headerBytes
    }
}

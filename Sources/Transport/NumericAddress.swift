// SPDX-License-Identifier: MIT

import CCurl
import Glibc

/// Network addresses as bytes, by the system's own reading.
enum NumericAddress {
    /// The bytes of an address written as numbers.
    ///
    /// **Shape**: 4 bytes for IPv4, 16 for IPv6, nil for a name.
    static func bytes(of text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return sixteen }
        return nil
    }

    /// The bytes and the port of a socket address; nil for a family other than IPv4 and IPv6.
    static func parts(of address: UnsafePointer<sockaddr>) -> (bytes: [UInt8], port: Int)? {
        let place = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            let four = place.loadUnaligned(as: sockaddr_in.self)
            return (withUnsafeBytes(of: four.sin_addr) { Array($0) }, Int(UInt16(bigEndian: four.sin_port)))
        case AF_INET6:
            let six = place.loadUnaligned(as: sockaddr_in6.self)
            return (withUnsafeBytes(of: six.sin6_addr) { Array($0) }, Int(UInt16(bigEndian: six.sin6_port)))
        default: return nil
        }
    }
}

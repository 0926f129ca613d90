// SPDX-License-Identifier: MIT

import TestSupport
import Testing

@testable import Transport

@Suite struct AddressGuardTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001::1", "2001:db8::1",
        "fc00::1",
        "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "100::1",
    ])
    func privateAndReservedAddressesAreRefused(text: String) throws {
        let bytes = try #require(NumericAddress.bytes(of: text))
        #expect(try #require(AddressGuard()).allows(address: bytes, port: 80) == false)
    }

    @Test(arguments: [
        "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255",
        "2606:4700::1111", "2a00:1450:4009::200e", "64:ff9b::101:101", "::ffff:1.1.1.1", "2002:101:101::1",
    ])
    func publicAddressesAreAllowed(text: String) throws {
        let bytes = try #require(NumericAddress.bytes(of: text))
        #expect(try #require(AddressGuard()).allows(address: bytes, port: 443))
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8080, true), ("127.0.0.1:8080", "127.0.0.1", 8081, false),
        ("127.0.0.1", "127.0.0.1", 99, true), ("10.0.0.0/8", "10.200.0.1", 80, true),
        ("10.0.0.0/8", "127.0.0.1", 80, false),
        ("[::1]:80", "::1", 80, true), ("[::1]:80", "::1", 81, false), ("::1", "::1", 81, true),
    ])
    func exceptionsReachJustAsFarAsTheySay(exception: String, address: String, port: Int, allowed: Bool)
        throws
    {
        let bytes = try #require(NumericAddress.bytes(of: address))
        #expect(
            try #require(AddressGuard(allowing: [exception])).allows(address: bytes, port: port) == allowed)
    }

    @Test(arguments: [
        "localhost", "10.0.0.0/33", "127.0.0.1:0", "127.0.0.1:x", "", "[::1", "1.2.3", "::1/129",
    ])
    func unreadableExceptionsAreNamed(text: String) {
        #expect(AddressGuard(allowing: ["127.0.0.1", text]) == nil)
        #expect(AddressGuard.unreadable(in: ["127.0.0.1", text]) == text)
    }

    @Test(arguments: [
        ("https://learn.example.org/", true), ("http://1.1.1.1/", true),
        ("https://xn--bcher-kva.example.org/", true),
        ("http://127.0.0.1:8080/", false), ("http://127.0.0.1:99/", true), ("http://10.0.0.1/", false),
        ("http://[::1]/", false), ("http://localhost/", false), ("http://intranet/", false),
        ("http://nas.local/", false), ("http://x.localhost/", false), ("http://router.home.arpa/", false),
        ("http://learn.internal/", false), ("http://learn.test/", false),
    ])
    func othersAreToldToComeOnlyWhereTheyCan(address: String, isReached: Bool) throws {
        let guarding = try #require(AddressGuard(allowing: ["127.0.0.1:99"]))
        #expect(guarding.mayBeReached(.sample(address)) == isReached)
    }
}

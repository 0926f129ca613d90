// SPDX-License-Identifier: MIT

import Model
import TestSupport
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(10))) struct ManyTransfersTests {
    @Test func ofTwoHundredRequestsSixtyFourAreUnderWayAtOnce() async throws {
        let seen = SharedValue((open: 0, most: 0, total: 0))
        try await LoopbackServer.run { question in
            seen.change {
                $0.open += 1
                $0.total += 1
                $0.most = max($0.most, $0.open)
            }
            // Nobody is answered before as many are here as may be, and had time to be more.
            await until { seen.value.total >= 64 }
            try? await Task.sleep(for: .milliseconds(10))
            seen.change { $0.open -= 1 }
            return .init(question.target)
        } _: { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let response = try await client.get(
                            HTTPRequest(address: server.address("/\(number)")))
                        return response.body == Array("/\(number)".utf8)
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
        #expect(seen.value.most == 64)
    }

    @Test func connectionsAreUsedAgain() async throws {
        let ports = SharedValue<[Int]>([])
        try await LoopbackServer.run { question in
            ports.change { $0.append(question.peerPort) }
            return .init("x")
        } _: { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            for _ in 0..<20 { _ = try await client.get(HTTPRequest(address: server.address("/"))) }
        }
        #expect(ports.value.count == 20)
        #expect(Set(ports.value).count == 1)
    }

    @Test func nothingOfOneTransferIsLeftForTheNext() async throws {
        try await LoopbackServer.run { question in
            let seen = [question.fields["if-none-match"], question.fields["cookie"]].compactMap { $0 }
            return .init(
                "\(seen)", fields: question.target == "/first" ? ["ETag": "\"1\"", "Set-Cookie": "a=b"] : [:])
        } _: { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            _ = try await client.get(
                HTTPRequest(address: server.address("/first"), fields: [HTTPField("If-None-Match", "x")]))
            let second = try await client.get(HTTPRequest(address: server.address("/second")))
            #expect(String(decoding: second.body, as: UTF8.self) == "[]")
            #expect(second.field("etag") == nil)
        }
    }

    @Test func cancellingTheTaskCallsTheTransferOffUnderWayOrWaiting() async throws {
        try await RawServer.run([.hold]) { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            await withTaskGroup(of: TransferError?.self) { group in
                for _ in 0..<100 { group.addTask { await error(of: client, at: server.address()) } }
                await until { client.queue.waitingCount == 36 }
                group.cancelAll()
                for await error in group { #expect(error == .cancelled) }
            }
        }
    }

    @Test func aTaskThatWasCancelledBeforeAsksNobody() async throws {
        let asked = SharedValue(false)
        try await LoopbackServer.run { _ in
            asked.change { $0 = true }
            return .init("x")
        } _: { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            await withTaskGroup(of: TransferError?.self) { group in
                group.cancelAll()
                group.addTask { await error(of: client, at: server.address("/")) }
                #expect(await group.next() == .some(.cancelled))
            }
        }
        #expect(asked.value == false)
    }

    @Test func aClientThatWasStoppedEndsAllAndBeginsNothing() async throws {
        try await RawServer.run([.hold]) { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            await withTaskGroup(of: TransferError?.self) { group in
                for _ in 0..<100 { group.addTask { await error(of: client, at: server.address()) } }
                await until { client.queue.waitingCount == 36 }
                client.stop()
                for await error in group { #expect(error == .cancelled) }
            }
            #expect(await error(of: client, at: server.address()) == .cancelled)
        }
    }

    @Test func theThreadEndsWithTheClient() async throws {
        struct Remembered: Sendable {
            weak let queue: TransferQueue?
        }
        let remembered = try await RawServer.run([.send("HTTP/1.1 200 OK\r\n\r\nx")]) { server in
            let client = CurlHTTPClient.test(allowing: server.allowed)
            _ = try await client.get(HTTPRequest(address: server.address()))
            return Remembered(queue: client.queue)
        }
        // The thread holds the queue as long as it runs.
        await until { remembered.queue == nil }
    }

    @Test func everyHopPassesItsHostsGate() async throws {
        let waits = SharedValue<[Duration]>([])
        let start = ContinuousClock.now
        let gate = HostGate(pause: .seconds(5), now: { start }) { wait in waits.change { $0.append(wait) } }
        try await LoopbackServer.run { question in
            question.target == "/old" ? .init(status: 301, fields: ["Location": "/new"]) : .init("here")
        } _: { server in
            let client = CurlHTTPClient.test(allowing: server.allowed, gate: gate)
            _ = try await client.get(HTTPRequest(address: server.address("/old")))
            _ = try await client.get(HTTPRequest(address: server.address("/new")))
        }
        #expect(waits.value == [.seconds(5), .seconds(10)])
    }

    private func error(of client: CurlHTTPClient, at address: WebAddress) async -> TransferError? {
        do throws(TransferError) {
            _ = try await client.get(HTTPRequest(address: address))
            return nil
        } catch {
            return error
        }
    }
}

// SPDX-License-Identifier: MIT

import NIOCore
import NIOHTTPTypes

/// Closes a connection on which one request takes too long or sends too much.
///
/// The server itself closes connections on which nothing happens. It does not mind one that gives a byte now and then, or
/// never takes its answer; so many of these would hold all there are.
final class RequestWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: PageLimits
    /// Requests whose answers are not sent whole.
    private var unanswered = 0
    private var isBeingRead = false
    /// Bytes of the body that is being read.
    private var bytes = 0
    private var alarm: Scheduled<Void>?

    init(_ limits: PageLimits) { self.limits = limits }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isBeingRead = true
            bytes = 0
            if alarm == nil { setAlarm(context) }
        case .body(let part):
            bytes += part.readableBytes
            guard bytes <= limits.bodyBytes else { return context.close(promise: nil) }
        case .end:
            isBeingRead = false
            if unanswered == 0 { stopAlarm() }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let sent = promise ?? context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess { self.answered(context) }
        context.write(data, promise: sent)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stopAlarm() }

    func channelInactive(context: ChannelHandlerContext) {
        stopAlarm()
        context.fireChannelInactive()
    }

    private func answered(_ context: ChannelHandlerContext) {
        unanswered -= 1
        stopAlarm()
        if unanswered > 0 || isBeingRead { setAlarm(context) }
    }

    private func setAlarm(_ context: ChannelHandlerContext) {
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: limits.request) {
            context.close(promise: nil)
        }
    }

    private func stopAlarm() {
        alarm?.cancel()
        alarm = nil
    }
}

@available(*, unavailable)
extension RequestWatch: Sendable {}

# SPDX-License-Identifier: MIT
"""A mail server that takes every mail and passes none on: `with Sink() as sink: sink.address, sink.mails`."""

import email
import email.policy
import socketserver
import threading


class Sink:
    def __init__(self):
        #: What came, in order: `email.message.EmailMessage`.
        self.mails = []

    def __enter__(self):
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        self.server.mails = self.mails
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def address(self):
        return f"127.0.0.1:{self.server.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    """One connection, as in RFC 5321, without any extension."""

    def handle(self):
        self.say("220 sink")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                self.take()
            elif word == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 fine")

    def take(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        self.server.mails.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
        self.say("250 taken")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

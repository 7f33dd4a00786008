#!/usr/bin/env python3
"""Good and bad requests over real sockets: what a server of src/serve answers, and that it goes on.

usage: sockets_test.py SERVE_FIXTURE
"""
import contextlib
import json
import os
import re
import resource
import socket
import subprocess
import sys
import threading
import unittest

FIXTURE = os.path.abspath(sys.argv[1])
del sys.argv[1]
LONG = 600_000  # ms: longer than any test, for times that must not run out
PATIENCE = 60  # seconds until a test that waits in vain fails


class Served:
    """A running fixture."""

    def __init__(self, head=LONG, idle=LONG, connections=32, scans=4, waiting=16, files=None):
        def limit():  # of open files
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        self.process = subprocess.Popen(
            [FIXTURE, *map(str, (head, idle, connections, scans, waiting))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, preexec_fn=limit)
        self.address = self.line()
        self.port, self.token = re.fullmatch(
            r"http://127\.0\.0\.1:(\d+)/([0-9a-f]{32})/", self.address).groups()

    def line(self):
        return self.process.stdout.readline().rstrip("\n")

    def say(self, line):
        self.process.stdin.write(line + "\n")

    def close(self):
        """Ends the server by the end of its input; its exit code."""
        self.process.stdin.close()
        code = self.process.wait(PATIENCE)
        self.process.stdout.close()
        return code

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", int(self.port)))
        connection.settimeout(PATIENCE)
        return connection

    def head(self, target="", method="GET", host=None, path=None, fields=(), version="1.1"):
        """A request in bytes; `path` if it is not to begin with the token."""
        path = f"/{self.token}/{target}" if path is None else path
        host = f"127.0.0.1:{self.port}" if host is None else host
        lines = [f"{method} {path} HTTP/{version}", f"Host: {host}", *fields, "", ""]
        return "\r\n".join(lines).encode("latin-1")

    def ask(self, *args, **kwargs):
        return self.send(self.head(*args, **kwargs))

    def send(self, data):
        """The first answer to bytes."""
        with self.connect() as connection:
            connection.sendall(data)
            return Answer.read(connection)


class Answer:
    """An answer as it came."""

    def __init__(self, head, body):
        first, *lines = head.decode("latin-1").split("\r\n")
        self.version, status, _ = first.split(" ", 2)
        self.status = int(status)
        self.fields = dict(line.split(": ", 1) for line in lines)
        self.body = body

    @classmethod
    def read(cls, connection, with_body=True):
        """None if the other side closes without one."""
        data = b""
        while b"\r\n\r\n" not in data:
            part = cls.more(connection)
            if not part:
                assert not data, data
                return None
            data += part
        head, body = data.split(b"\r\n\r\n", 1)
        answer = cls(head, body)
        length = int(answer.fields["Content-Length"]) if with_body else 0
        while len(answer.body) < length:
            answer.body += connection.recv(min(1 << 20, length - len(answer.body)))
        return answer

    @staticmethod
    def more(connection):
        try:
            return connection.recv(1)  # no byte of the next answer, but for bodies
        except ConnectionResetError:
            return b""


def is_closed(connection):
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


class SocketsTest(unittest.TestCase):
    @contextlib.contextmanager
    def served(self, **options):
        served = Served(**options)
        try:
            yield served
            with_answer = served.process.poll() is None
        finally:
            code = served.close()
        self.assertTrue(with_answer, "the server ended by itself")
        self.assertEqual(code, 0)

    @contextlib.contextmanager
    def still_served(self, **options):
        """A server that must answer a good request in the end."""
        with self.served(**options) as served:
            yield served
            self.assertEqual(served.ask("style.css").body, b"body {}")

    def check_error(self, answer, status):
        self.assertIsNotNone(answer)
        self.assertEqual(answer.status, status)
        self.check_fields(answer)
        value = json.loads(answer.body)
        self.assertEqual(list(value), ["v", "error"])
        self.assertEqual(value["v"], 1)
        self.assertGreater(len(value["error"]), 5)

    def wait_for_room(self, served):
        """Until connections that ended are noticed, a further one is one too many."""
        while (answer := served.ask("style.css")) is None or answer.status != 200:
            if answer:
                self.check_error(answer, 503)

    def check_fields(self, answer):
        self.assertTrue(answer.fields["Content-Security-Policy"].startswith("default-src 'none';"))
        for name, value in (("Cross-Origin-Resource-Policy", "same-origin"),
                            ("Cross-Origin-Opener-Policy", "same-origin"),
                            ("X-Content-Type-Options", "nosniff"),
                            ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store")):
            self.assertEqual(answer.fields[name], value)
        self.assertFalse([name for name in answer.fields if name.startswith("Access-Control")])

    def test_the_page_and_its_files(self):
        with self.served() as served:
            page = served.ask()
            self.assertEqual((page.status, page.body), (200, b"<!doctype html>"))
            self.assertEqual(page.fields["Content-Type"], "text/html; charset=utf-8")
            self.check_fields(page)
            self.assertEqual(served.ask("style.css").fields["Content-Type"], "text/css")
            self.check_error(served.ask("none.js"), 404)

    def test_a_long_answer_is_whole(self):
        with self.served() as served:
            self.assertEqual(served.ask("api/bytes?30000000").body, b"x" * 30_000_000)

    def test_head_says_the_length_and_no_more(self):
        with self.served() as served, served.connect() as connection:
            for target, length in (("style.css", "7"), ("api/bytes?1000000", "1000000"), ("no", "25")):
                connection.sendall(served.head(target, method="HEAD"))
                self.assertEqual(Answer.read(connection, with_body=False).fields["Content-Length"],
                                 length)
            connection.sendall(served.head("style.css"))
            self.assertEqual(Answer.read(connection).body, b"body {}")

    def test_hosts(self):
        with self.still_served() as served:
            for name in ("127.0.0.1", "localhost", "[::1]"):
                self.assertEqual(served.ask(host=f"{name}:{served.port}").status, 200)
            for host in ("evil.example", f"evil.example:{served.port}", "", "127.0.0.1",
                         "localhost:1", f"localhost.evil.example:{served.port}",
                         f"127.0.0.1:{served.port}@evil.example"):
                self.check_error(served.ask(host=host), 403)
            self.check_error(served.ask(fields=["Host: evil.example"]), 403)
            self.check_error(served.send(f"GET /{served.token}/ HTTP/1.1\r\n\r\n".encode()), 403)
            self.check_error(served.send(f"GET /{served.token}/ HTTP/1.0\r\n\r\n".encode()), 403)

    def test_origins_and_sites(self):
        with self.still_served() as served:
            ours = f"Origin: http://127.0.0.1:{served.port}"
            self.assertEqual(served.ask("api/echo", fields=[ours]).status, 200)
            for origin in ("null", "http://evil.example", f"https://127.0.0.1:{served.port}",
                           "http://127.0.0.1:1"):
                self.check_error(served.ask("api/echo", fields=[f"Origin: {origin}"]), 403)
            for site, status in (("same-origin", 200), ("none", 200), ("cross-site", 403),
                                 ("same-site", 403)):
                fields = [f"Sec-Fetch-Site: {site}"]
                self.assertEqual(served.ask("api/echo", fields=fields).status, status)
            click = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
                     "Sec-Fetch-Dest: document"]
            self.assertEqual(served.ask(fields=click).status, 200)
            self.check_error(served.ask("api/echo", fields=click), 403)

    def test_tokens(self):
        with self.still_served() as served:
            token, other = served.token, "0" * 32
            answers = [served.ask(path=path) for path in (
                "/", f"/{token}", f"/{other}/", f"/{other}/style.css", f"/{token[:-1]}/", "/style.css",
                f"/{token}x/", f"//{token}/", f"/x/../{token}/", f"/%2e/{token}/",
                f"http://127.0.0.1:{served.port}/{token}/")]
            for answer in answers:
                self.check_error(answer, 404)
            self.assertEqual(len({answer.body for answer in answers}), 1)
            self.assertNotIn(token.encode(), answers[0].body)

    def test_methods(self):
        with self.still_served() as served:
            for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "HACK"):
                answer = served.ask(method=method)
                self.check_error(answer, 405)
                self.assertEqual(answer.fields["Allow"], "GET, HEAD")

    def test_bodies(self):
        with self.still_served() as served:
            self.assertEqual(served.ask(fields=["Content-Length: 0"]).status, 200)
            self.check_error(served.send(served.head(fields=["Content-Length: 5"]) + b"hello"), 413)
            self.check_error(served.send(served.head(fields=["Content-Length: 5"])), 413)
            length = ["Content-Length: 18446744073709551615"]
            self.check_error(served.ask(fields=length), 413)
            chunked = served.head(fields=["Transfer-Encoding: chunked"]) + b"5\r\nhello\r\n0\r\n\r\n"
            self.check_error(served.send(chunked), 413)
            # More than the buffers of sockets hold: the answer must survive while it is sent.
            long = served.head(fields=["Content-Length: 30000000"]) + b"x" * 30_000_000
            self.check_error(served.send(long), 413)
            # What follows a body that was refused is not taken for a request.
            with served.connect() as connection:
                hidden = served.head("style.css")
                connection.sendall(served.head(fields=[f"Content-Length: {len(hidden)}"]) + hidden)
                self.check_error(Answer.read(connection), 413)
                self.assertTrue(is_closed(connection))

    def test_paths_reach_the_handler_as_they_are(self):
        with self.still_served() as served:
            for target in ("api/echo/../../x", "api/echo/%2e%2e/%2e%2e/etc/passwd", "api/echo%00",
                           "api/echo?w=%ff%fe", "api/echo?\xe4\xf6", "api/echo//"):
                self.assertEqual(served.ask(target).body, target.encode("latin-1"))
            for target in ("../../../../etc/passwd", "..", "%2e%2e/%2e%2e/etc/passwd", "%00",
                           "style.css%00.js", "./style.css", "//etc/passwd", "file:///etc/passwd"):
                self.check_error(served.ask(target), 404)

    def test_what_is_no_request(self):
        with self.still_served() as served:
            good = served.head()
            for data in (b"\r\n\r\n", b"hello\r\n\r\n", b"GET\r\n\r\n", b"\x00" * 100,
                         b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40,
                         b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", good.replace(b"HTTP/1.1", b"HTTP/9.9"),
                         good.replace(b"HTTP/1.1", b"HTTP/0.9"), good.replace(b" HTTP/1.1", b""),
                         good.replace(b"Host:", b"Host :"), good.replace(b"Host", b"Ho\x00st"),
                         good.replace(b"127.0", b"127\x00.0"), good.replace(b"/", b"/\x01", 1),
                         served.head(fields=["no colon"]),
                         served.head(fields=["Content-Length: 1", "Content-Length: 2"]),
                         served.head(fields=["Content-Length: -1"])):
                with self.subTest(data=data[:60]):
                    self.check_error(served.send(data), 400)

    def test_the_size_of_a_head(self):
        with self.still_served() as served:
            room = 8192 - len(served.head(fields=["X: "]))
            self.assertEqual(served.ask(fields=["X: " + "y" * room]).status, 200)
            self.check_error(served.ask(fields=["X: " + "y" * (room + 1)]), 431)
            self.check_error(served.ask("api/echo?" + "y" * 9000), 431)
            self.check_error(served.ask(fields=["X: " + "y" * 1_000_000]), 431)
            self.check_error(served.ask(path="/" + "y" * 1_000_000), 431)
            self.check_error(served.send(b"y" * 1_000_000), 431)
            self.check_error(served.ask(fields=[f"X{i}: y" for i in range(100_000)]), 431)

    def test_a_slow_head_ends(self):
        with self.still_served(head=100) as served, served.connect() as connection:
            connection.sendall(served.head()[:20])
            self.assertTrue(is_closed(connection))

    def test_a_head_byte_by_byte_ends_as_well(self):
        with self.still_served(head=300) as served, served.connect() as connection:
            with self.assertRaises(OSError):
                while True:  # the time is that of the whole head, not of each part
                    connection.sendall(b"G")
                    connection.settimeout(0.02)
                    with contextlib.suppress(socket.timeout):
                        if connection.recv(1) == b"":
                            raise ConnectionResetError

    def test_a_connection_that_asks_nothing_ends(self):
        with self.still_served(idle=100) as served:
            with served.connect() as connection:
                self.assertTrue(is_closed(connection))
            with served.connect() as connection:
                connection.sendall(served.head("style.css"))
                self.assertEqual(Answer.read(connection).body, b"body {}")
                self.assertTrue(is_closed(connection))

    def test_a_head_in_pieces_is_a_head(self):
        with self.served() as served, served.connect() as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in served.head("style.css"):
                connection.sendall(bytes([byte]))
            self.assertEqual(Answer.read(connection).body, b"body {}")

    def test_many_requests_on_one_connection(self):
        with self.served() as served, served.connect() as connection:
            for i in range(200):
                connection.sendall(served.head(f"api/echo{i}"))
                self.assertEqual(Answer.read(connection).body, f"api/echo{i}".encode())

    def test_pipelined_requests_are_answered_in_order(self):
        with self.served() as served, served.connect() as connection:
            connection.sendall(b"".join(served.head(f"api/echo{i}") for i in range(300)))
            for i in range(300):
                answer = Answer.read(connection)
                self.assertEqual(answer.body, f"api/echo{i}".encode())

    def test_connections_end_when_the_client_wants_it(self):
        with self.served() as served:
            for options in ({"fields": ["Connection: close"]}, {"version": "1.0"}):
                with served.connect() as connection:
                    connection.sendall(served.head("style.css", **options))
                    self.assertEqual(Answer.read(connection).body, b"body {}")
                    self.assertTrue(is_closed(connection))
            with served.connect() as connection:
                for _ in range(2):
                    connection.sendall(served.head("style.css", version="1.0",
                                                   fields=["Connection: keep-alive"]))
                    answer = Answer.read(connection)
                    self.assertEqual(answer.fields["Connection"], "keep-alive")

    def test_half_closed_connections(self):
        with self.still_served() as served:
            for data, check in ((served.head("style.css"), lambda a: self.assertEqual(a.status, 200)),
                                (served.head()[:30], lambda a: self.check_error(a, 400)),
                                (b"", self.assertIsNone)):
                with served.connect() as connection:
                    connection.sendall(data)
                    connection.shutdown(socket.SHUT_WR)
                    check(Answer.read(connection))
                    self.assertTrue(is_closed(connection))

    def test_clients_that_leave(self):
        with self.served(connections=4) as served:
            for _ in range(50):
                with served.connect() as connection:
                    connection.sendall(served.head("api/bytes?10000000"))
            for _ in range(50):
                served.connect().close()
            self.wait_for_room(served)

    def test_a_hundred_connections_at_once(self):
        with self.still_served(waiting=100) as served, contextlib.ExitStack() as stack:
            open_ones = [stack.enter_context(served.connect()) for _ in range(32)]
            for connection in open_ones:  # answered once, so that they are accepted
                connection.sendall(served.head("style.css"))
                self.assertEqual(Answer.read(connection).body, b"body {}")
            further = [stack.enter_context(served.connect()) for _ in range(68)]
            for connection in further:
                connection.sendall(served.head("style.css"))
            for connection in further:
                answer = Answer.read(connection)
                self.check_error(answer, 503)
                self.assertEqual(answer.fields["Retry-After"], "1")
                connection.close()
            for connection in open_ones:
                connection.sendall(served.head("style.css"))
                self.assertEqual(Answer.read(connection).body, b"body {}")

    def test_silent_connections_hold_nobody_up_for_long(self):
        with self.still_served(head=100, idle=300, connections=2) as served:
            with contextlib.ExitStack() as stack:
                for _ in range(20):
                    stack.enter_context(served.connect())
                self.wait_for_room(served)

    def test_without_file_descriptors(self):
        with self.served(files=16) as served:
            with contextlib.ExitStack() as stack:
                for _ in range(40):
                    stack.enter_context(served.connect())
            self.wait_for_room(served)

    def test_scans_at_once(self):
        with self.still_served(scans=2, waiting=1) as served, contextlib.ExitStack() as stack:
            def ask(target):
                connection = stack.enter_context(served.connect())
                connection.sendall(served.head(target))
                return connection

            held = [ask("api/wait") for _ in range(2)]
            self.assertEqual([served.line(), served.line()], ["waiting"] * 2)
            answered = threading.Event()

            def watch(connection, answers):
                answers.append(Answer.read(connection))
                answered.set()

            # Of two more one waits and the other is refused, whichever came first.
            more, answers = [ask("api/echo") for _ in range(2)], []
            threads = [threading.Thread(target=watch, args=(each, answers)) for each in more]
            for thread in threads:
                thread.start()
            self.assertTrue(answered.wait(PATIENCE))
            self.check_error(answers[0], 503)
            served.say("go")
            for thread in threads:
                thread.join()
            self.assertEqual(answers[1].body, b"api/echo")
            self.assertEqual([Answer.read(each).body for each in held], [b"{}"] * 2)

    def test_a_refused_scan_keeps_the_connection(self):
        with self.served(scans=1, waiting=0) as served, served.connect() as other:
            other.sendall(served.head("api/wait"))
            self.assertEqual(served.line(), "waiting")
            with served.connect() as connection:
                connection.sendall(served.head("api/echo"))
                self.check_error(Answer.read(connection), 503)
                served.say("go")
                self.assertEqual(Answer.read(other).body, b"{}")
                connection.sendall(served.head("api/echo"))
                self.assertEqual(Answer.read(connection).body, b"api/echo")

    def test_a_handler_without_memory(self):
        with self.still_served() as served:
            self.check_error(served.ask("api/throw"), 500)

    def test_stop_while_requests_run(self):
        with self.served() as served, contextlib.ExitStack() as stack:
            idle, slow, asking, reading = (stack.enter_context(served.connect()) for _ in range(4))
            slow.sendall(b"GET /")
            reading.sendall(served.head("api/bytes?100000000"))
            self.assertEqual(reading.recv(4), b"HTTP")
            asking.sendall(served.head("api/wait"))
            self.assertEqual(served.line(), "waiting")
            served.say("stop")
            for connection in (idle, slow, asking):
                self.assertTrue(is_closed(connection))
            with contextlib.suppress(ConnectionResetError):
                while reading.recv(1 << 20):
                    pass
            with self.assertRaises(ConnectionRefusedError):
                served.connect()
            served.say("go")
            self.assertEqual(served.line(), "stopped")

    def test_the_end_of_the_server_with_open_connections(self):
        served = Served()
        connections = [served.connect() for _ in range(40)]
        for connection in connections[:10]:
            connection.sendall(b"GET /")
        self.assertEqual(served.close(), 0)
        for connection in connections:
            self.assertTrue(is_closed(connection))
            connection.close()

    def test_it_listens_on_the_loopback_address_only(self):
        with self.served() as served:
            port = f"{int(served.port):04X}"
            for table in ("/proc/net/tcp", "/proc/net/tcp6"):
                if not os.path.exists(table):
                    self.skipTest(f"there is no {table}")
                with open(table, encoding="ascii") as file:
                    rows = [line.split() for line in file][1:]
                listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(":" + port)]
                self.assertEqual(listening, [f"0100007F:{port}"] if table.endswith("tcp") else [])

    def test_nothing_is_opened_by_a_request(self):
        with self.served() as served:
            served.ask()
            folder = f"/proc/{served.process.pid}/fd"
            if not os.path.isdir(folder):
                self.skipTest(f"there is no {folder}")

            def files():
                return {os.readlink(f"{folder}/{name}") for name in os.listdir(folder)
                        if not os.readlink(f"{folder}/{name}").startswith("socket:")}

            before = files()
            with served.connect() as connection:
                for target in ("", "../../etc/passwd", "%2e%2e", "api/wait"):
                    connection.sendall(served.head(target))
                    if target != "api/wait":
                        Answer.read(connection)
                self.assertEqual(served.line(), "waiting")
                self.assertEqual(files(), before)


if __name__ == "__main__":
    unittest.main()

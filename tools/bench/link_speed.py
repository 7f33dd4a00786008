"""Sends and receives at once over one connection; prints the bytes received per second.

    link_speed.py listen|call ADDRESS SECONDS
"""

import socket
import sys
import threading
import time

PORT = 47_777
CHUNK = 1 << 20


def connection(role, address):
    if role == "call":
        return socket.create_connection((address, PORT))
    with socket.create_server((address, PORT)) as server:
        return server.accept()[0]


def send(link, seconds):
    end, chunk = time.monotonic() + seconds, bytes(CHUNK)
    while time.monotonic() < end:
        link.sendall(chunk)
    link.shutdown(socket.SHUT_WR)


def main():
    role, address, seconds = sys.argv[1:]
    with connection(role, address) as link:
        sender = threading.Thread(target=send, args=(link, float(seconds)))
        start = time.monotonic()
        sender.start()
        received = 0
        while chunk := link.recv(CHUNK):
            received += len(chunk)
        print(received / (time.monotonic() - start))
        sender.join()


if __name__ == "__main__":
    main()

"""A small CAS server: it knows the tickets it was given, each for one service and one time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

PAGE = '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">{}</cas:serviceResponse>'
YES = "<cas:authenticationSuccess><cas:user>{}</cas:user><cas:attributes><cas:employeeNumber>{}</cas:employeeNumber></cas:attributes></cas:authenticationSuccess>"
NO = '<cas:authenticationFailure code="INVALID_TICKET">no such ticket</cas:authenticationFailure>'


class Handler(BaseHTTPRequestHandler):
    """Answers serviceValidate of CAS 3."""

    def do_GET(self):
        address = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(address.query).items()}
        found = self.server.tickets.pop((given.get("ticket"), given.get("service")), None)
        if address.path != "/cas/p3/serviceValidate" or self.server.is_mad:
            body = b"<html>maintenance"
        else:
            body = PAGE.format(YES.format(*map(escape, found)) if found else NO).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def cas_server() -> Iterator[ThreadingHTTPServer]:
    """Serve on a free port of this machine; ``tickets`` maps (ticket, service) to (user, employee number)."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.tickets, server.is_mad = {}, False
        server.url = f"http://127.0.0.1:{server.server_port}/cas"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

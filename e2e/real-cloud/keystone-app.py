"""Keystone for uWSGI, one writing request at a time.

In SQLite a transaction that began by reading cannot write after another process has written; the
request then ends without any answer. A server database would wait. So writers take turns here.
"""
import fcntl
import os

from keystone.server.wsgi import initialize_public_application

keystone = initialize_public_application()
turn_file = os.environ["KEYSTONE_TURN_FILE"]
signing_in_writes = os.environ["KEYSTONE_COUNTS_FAILURES"] == "yes"


def application(environ, start_response):
    method = environ["REQUEST_METHOD"]
    is_sign_in = method == "POST" and environ["PATH_INFO"].endswith("/auth/tokens")
    if method in ("GET", "HEAD", "OPTIONS") or (is_sign_in and not signing_in_writes):
        return keystone(environ, start_response)
    with open(turn_file, "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return list(keystone(environ, start_response))

"""What the web server is told beside its command: `gunicorn --config=python:config.web_server`.

By itself it reads addresses of 8 KB at most, and refuses longer ones in English: a search of ten
thousand letters has more. It reads them here, within a bound; `config.middleware.AddressLimit` says
in the visitor's language which are too long.
"""

from gunicorn.http import message

KILOBYTE = 1024

limit_request_line = 256 * KILOBYTE
message.MAX_REQUEST_LINE = limit_request_line  # what it may be told at most

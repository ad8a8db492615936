"""What search finds of the judged set (`bench.relevance`), on the database of the tests."""

import sys

from tools import run_tests

if __name__ == "__main__":
    sys.exit(run_tests.main(["bench.relevance", *sys.argv[1:]]))

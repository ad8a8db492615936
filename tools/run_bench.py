"""`make bench`: the measurements of `bench/`, on the database of the tests."""

import sys

from tools import run_tests

if __name__ == "__main__":
    sys.exit(run_tests.main(["bench", *sys.argv[1:]]))

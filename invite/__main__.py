"""`python -m invite`."""

from invite.cli.main import run

if __name__ == "__main__":
    run()

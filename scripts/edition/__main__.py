"""The command `edition`, which is `python -m edition`, too."""

import signal


def run() -> None:
    """Load the command and run it; whoever interrupts it while it loads is shown nothing of its innards."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started it wants it to go on
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from edition.cli import main

    main()


if __name__ == "__main__":
    run()

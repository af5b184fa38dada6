"""A crew: whoever works off the batches of a job, in this process, in others, or on other machines."""

from __future__ import annotations

from concurrent.futures import Executor


class Crew(Executor):
    """An executor that may lose a batch together with its worker, and can be handed it again.

    What a crew gets is trusted: plans, and ledgers that were accepted. Files as counties send them are opened by
    `desk.workers.pool` alone, whose workers have limits; a crew's have none.
    """

    lost: tuple[type[BaseException], ...] = ()  # what a future says whose worker was killed
    worth_starting = False  # whether starting it costs so much that one batch alone is done here

    def at_once(self) -> int:
        """How many batches it is given before the result of the first is taken."""
        return 1

    def look_after(self) -> None:
        """Called when a batch was lost, and now and then while nothing comes.

        Raises:
            CannotRead: nobody is there any more to do the work.
        """

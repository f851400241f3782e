"""Work done in other processes: bounded, copied, served by pipe; and the temporary folders that it leaves."""

"""Sources and runs: which files, read by which process, and what becomes of a file that cannot be read.

`find` turns paths into files, `work` one file into its records, `run` many files by one or more processes; `convert` is
the run of `offres convert`. What comes out is the same for any number of processes and any order of paths.
"""

"""Sources and runs: which files, read by which process, and what becomes of a file that cannot be read.

`find` turns paths into files, `work` one file into its documents' records, `guard` is a process that may die over one,
`run` takes many files through one or more of them; `convert` is the run of `offres convert`. What comes out is the same
for any number of processes and any order of paths.
"""

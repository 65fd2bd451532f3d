"""Benchmarks of the printed decree: `./portal bench` (or `python -m tests.bench`), never part of the test suite.

`__main__` runs everything and touches no database; `siapkan` and `pekerja` are processes of their own, on
throw-away databases. What came out stands in docs/decisions/0003-mesin-pdf.md.
"""

"""Measures the program beside a bare baseline, both in the same run on the same machine.

Knows no figure of another machine: compare ratios, not absolutes.
"""

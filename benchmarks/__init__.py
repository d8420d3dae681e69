"""Speed and memory of digitpad, beside what one would write without it.

Every figure is a ratio of two things that are measured in one run, by turns, each several times; the median counts.
"""

"""Where everything is kept: one database behind one seam, with what is private sealed in it.

Knows SQL; knows no messenger and no sentence. The rules come from the layers below.
"""

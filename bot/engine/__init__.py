"""One turn: what somebody did becomes a decision. Values in, values out, no I/O.

``routing`` finds out what is meant, ``scene`` plays it, ``settling`` has policy review what is to be said.
The store loads what they ask for and writes down what they decide.
"""

"""One file for each change of the tables; written by ``make revision``, then read and mended by a person."""

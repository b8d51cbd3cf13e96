"""Files: what people hand in, kept once by content and given out safely.

A file is named by the SHA-256 of its content, its type is what its content says, and its row is
written after its bytes lie safe on disk. This module has no address: the module that owns a file
decides who may read it and says under which name. Storing writes no journal entry: the act that
files a paper names it, and two records of one act would drift apart.
"""

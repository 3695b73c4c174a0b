"""The standards in an editor: what `dstd lsp` says over the Language Server Protocol, and to nobody else."""

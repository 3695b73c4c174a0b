"""`python -m dangjian_std` is `dstd`."""

from dangjian_std.cli import main

main()

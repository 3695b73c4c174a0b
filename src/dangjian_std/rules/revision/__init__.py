"""Gates: rules about a change of the set, which `dstd validate --base` asks. One gate is one file."""

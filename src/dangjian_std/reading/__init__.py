"""From the bytes of a project to its catalogue: decode, parse, check the shape, bind.

Every slip becomes a finding with its place. What a catalogue means is judged by `rules`, not here.
"""

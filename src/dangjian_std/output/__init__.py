"""From documents to files: what is stale, what cannot be printed, the manifest, writing all or nothing.

The only folder that writes files of the user.
"""

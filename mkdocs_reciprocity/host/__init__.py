"""What knows MkDocs: the course of a build, its files, the preview, and the options as MkDocs declares them.

In: MkDocs' configuration, files and pages. Out: the same, with ours among them. Everything that another host would
need as well lies below.
"""

"""Looks at a desk from all sides and says what to do: `hotline doctor`.

facts     what is looked at, as values
checks    one function a check, in a table; pure
gather    the facts, from the station, the lines and the disk
"""

"""What can be said: one class a kind, in the file of its family. Nothing else knows a kind's fields.

scales     likelihood in words, confidence, impact, the risk matrix
fields     types of fields: what people enter, and the limits
entries    a class's fields as an officer meets them: title, help, unit, limits, choices
plain      a statement's content as lines that read well aloud
base       what every kind has
line risk record   the families
catalogue  the families, one line each; reading content
forms      for the terminal: what to ask, in which order
templates  for the command line: a YAML file with comments, and reading it back
page       JSON Schema, and the reference page docs/KINDS.md (`python -m hotline.kinds.page`)
"""
